package banyan.core.web;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code GET} method, or all of a resource, whose successful response depends on nothing but the path, the query, the
 * header {@code Accept} and the data of its own module: not on the client, the time, another module or this process. If the
 * response has an {@code ETag}, the method evaluates {@code If-None-Match}, and no other header. The launcher may then send the
 * response again as long as the data have not changed.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Cacheable {}
