@NullMarked
package banyan.launcher.cli;

import org.jspecify.annotations.NullMarked;
