/** Tests of the benchmark: its options and its chart. */
@NullMarked
package banyan.benchmark;

import org.jspecify.annotations.NullMarked;
