/** Facts about the files by which the board is deployed: each is read, followed, and asked of a running board. */
@NullMarked
package banyan.deployment;

import org.jspecify.annotations.NullMarked;
