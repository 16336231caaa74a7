/** A port that speaks HTTP/1.1: its connections, the parsing of requests, and the responses and rejections. */
@NullMarked
package banyan.launcher.http;

import org.jspecify.annotations.NullMarked;
