/** How the board speaks HTTP: problem documents and the forms of its values, the same for every module. */
@NullMarked
package banyan.core.web;

import org.jspecify.annotations.NullMarked;
