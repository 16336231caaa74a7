/** Rules on the dependencies of the compiled classes, each with a planted violation that it reports. */
@NullMarked
package banyan.architecture;

import org.jspecify.annotations.NullMarked;
