@NullMarked
package banyan.launcher.cache;

import org.jspecify.annotations.NullMarked;
