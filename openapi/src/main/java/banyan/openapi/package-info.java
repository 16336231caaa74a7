/** Describes what modules answer over HTTP, in the build: no class of this is in the artifact. */
@NullMarked
package banyan.openapi;

import org.jspecify.annotations.NullMarked;
