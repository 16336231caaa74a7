@NullMarked
package banyan.launcher.net;

import org.jspecify.annotations.NullMarked;
