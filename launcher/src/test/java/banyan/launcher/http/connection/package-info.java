@NullMarked
package banyan.launcher.http.connection;

import org.jspecify.annotations.NullMarked;
