/** HTTP conventions of all modules: problem documents, representations and validation. */
@NullMarked
package banyan.core.web;

import org.jspecify.annotations.NullMarked;
