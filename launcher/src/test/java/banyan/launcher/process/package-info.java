@NullMarked
package banyan.launcher.process;

import org.jspecify.annotations.NullMarked;
