/** The data of a module: its database, with the feed, the stored responses, export and import. */
@NullMarked
package banyan.core.data;

import org.jspecify.annotations.NullMarked;
