/** The configuration: options from flags, environment variables and defaults, as one record. */
@NullMarked
package banyan.launcher.config;

import org.jspecify.annotations.NullMarked;
