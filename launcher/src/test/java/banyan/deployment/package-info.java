/** Tests of the files that deploy the board: they model each proxy and follow its routes to running boards. */
@NullMarked
package banyan.deployment;

import org.jspecify.annotations.NullMarked;
