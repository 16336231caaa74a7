/** Tests calls to other processes, with real modules over loopback and with servers that misbehave. */
@NullMarked
package banyan.launcher.remote;

import org.jspecify.annotations.NullMarked;
