@NullMarked
package banyan.launcher.remote.ports;

import org.jspecify.annotations.NullMarked;
