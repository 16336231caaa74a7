/** Commands about the copies of a module's data. */
@NullMarked
package banyan.launcher.cli.copies;

import org.jspecify.annotations.NullMarked;
