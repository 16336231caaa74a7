@NullMarked
package banyan.launcher.proxy;

import org.jspecify.annotations.NullMarked;
