@NullMarked
package banyan.launcher.hosting;

import org.jspecify.annotations.NullMarked;
