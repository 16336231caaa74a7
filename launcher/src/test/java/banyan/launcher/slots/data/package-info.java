@NullMarked
package banyan.launcher.slots.data;

import org.jspecify.annotations.NullMarked;
