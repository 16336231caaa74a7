@NullMarked
package banyan.launcher.cli.data;

import org.jspecify.annotations.NullMarked;
