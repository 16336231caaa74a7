package banyan.core.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says why a {@code GET} method is not {@link Cacheable}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NotCacheable {
    /** The reason: what the response depends on, beside what {@link Cacheable} allows. */
    String value();
}
