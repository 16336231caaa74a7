@NullMarked
package banyan.launcher.jersey;

import org.jspecify.annotations.NullMarked;
