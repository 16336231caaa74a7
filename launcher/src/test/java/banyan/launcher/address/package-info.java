@NullMarked
package banyan.launcher.address;

import org.jspecify.annotations.NullMarked;
