@NullMarked
package banyan.launcher.http.parse;

import org.jspecify.annotations.NullMarked;
