/** The contract of the admin API: its paths, its input and its output. The server and the client both use it. */
@NullMarked
package banyan.launcher.admin.api;

import org.jspecify.annotations.NullMarked;
