@NullMarked
package banyan.launcher.admin.access;

import org.jspecify.annotations.NullMarked;
