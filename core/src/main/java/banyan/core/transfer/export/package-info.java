/** Export and import of all the data of a module, or of what has changed since an earlier export. */
@NullMarked
package banyan.core.transfer.export;

import org.jspecify.annotations.NullMarked;
