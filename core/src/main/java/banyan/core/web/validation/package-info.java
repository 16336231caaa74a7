/** Rules for texts from clients: their normal form, visible characters, lengths, and the faults of an input. */
@NullMarked
package banyan.core.web.validation;

import org.jspecify.annotations.NullMarked;
