@NullMarked
package banyan.launcher.admin.token;

import org.jspecify.annotations.NullMarked;
