@NullMarked
package banyan.launcher.mirror;

import org.jspecify.annotations.NullMarked;
