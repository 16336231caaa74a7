@NullMarked
package banyan.launcher.http.server;

import org.jspecify.annotations.NullMarked;
