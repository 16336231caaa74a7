/** Generates the OpenAPI documents of the modules during the build. The artifact contains no class of this package. */
@NullMarked
package banyan.openapi;

import org.jspecify.annotations.NullMarked;
