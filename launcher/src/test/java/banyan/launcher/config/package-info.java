@NullMarked
package banyan.launcher.config;

import org.jspecify.annotations.NullMarked;
