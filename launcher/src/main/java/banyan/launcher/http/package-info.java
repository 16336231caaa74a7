/** A port that speaks HTTP/1.1: who is connected, what is a request, and how it is answered or refused. */
@NullMarked
package banyan.launcher.http;

import org.jspecify.annotations.NullMarked;
