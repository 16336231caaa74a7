package banyan.launcher.mirror;

import banyan.launcher.admin.api.MirrorView.Excerpt;
import banyan.launcher.admin.api.MirrorView.Sample;
import banyan.launcher.http.ResponseTap.Copy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes the sample of two different responses to one request. */
final class Samples {
    private Samples() {}

    static Sample of(String target, Copy given, Copy mirrored) {
        var difference = FirstDifference.of(given, mirrored);
        return new Sample(
                target,
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                1,
                difference.pointer(),
                new Excerpt(given.status(), given.type(), difference.given()),
                new Excerpt(mirrored.status(), mirrored.type(), difference.mirrored()));
    }
}
