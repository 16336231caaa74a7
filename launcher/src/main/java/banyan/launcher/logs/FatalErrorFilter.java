package banyan.launcher.logs;

import banyan.core.FatalError;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Checks each failure that is logged: libraries also catch errors of the JVM, log them and continue. */
final class FatalErrorFilter extends TurboFilter {
    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        if (failure != null) {
            FatalError.check(failure);
        }
        if (parameters != null) {
            for (var parameter : parameters) { // with other parameters, logback finds the failure among them later
                if (parameter instanceof Throwable one) {
                    FatalError.check(one);
                }
            }
        }
        return FilterReply.NEUTRAL;
    }
}
