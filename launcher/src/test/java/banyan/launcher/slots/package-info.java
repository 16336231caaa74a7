@NullMarked
package banyan.launcher.slots;

import org.jspecify.annotations.NullMarked;
