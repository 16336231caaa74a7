/** Tests of the packed artifact from outside: real processes, real sockets, real files. */
@NullMarked
package banyan.artifact;

import org.jspecify.annotations.NullMarked;
