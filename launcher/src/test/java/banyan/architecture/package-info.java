/** What the compiled classes may know of each other, and that each such rule is able to refuse. */
@NullMarked
package banyan.architecture;

import org.jspecify.annotations.NullMarked;
