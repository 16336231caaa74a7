package banyan.launcher.cli;

import banyan.launcher.admin.api.LocationView;
import banyan.launcher.admin.api.MirrorView;
import banyan.launcher.admin.api.MoveView;
import banyan.launcher.admin.api.SlotView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Slots and moves as lines for the operator. */
final class SlotLines {
    private static final int LONGEST = 300;

    private SlotLines() {}

    static List<String> of(SlotView slot) {
        var lines = new ArrayList<String>();
        lines.add(slot.module() + ": " + locations(slot));
        var mirror = slot.mirror();
        if (mirror != null) {
            lines.add(line(mirror));
            mirror.samples().forEach(sample -> lines.addAll(lines(sample)));
        }
        return lines;
    }

    static List<String> of(MoveView move, boolean isDryRun) {
        var lines = of(move.slot());
        if (move.data() != null) {
            lines.add("  " + shown(move.data()));
        } else if (!move.changed() && !isDryRun) {
            return List.of(lines.get(0) + ": no change: the slot has this route already");
        }
        if (isDryRun) {
            lines.add("  dry run: nothing was changed");
        }
        move.warnings().forEach(warning -> lines.add("  warning: " + shown(warning)));
        return lines;
    }

    private static String locations(SlotView slot) {
        boolean isSplit = slot.location() == null;
        return slot.places().isEmpty()
                ? "vacant"
                : slot.places().stream()
                        .map(location -> text(location, isSplit))
                        .collect(Collectors.joining(", "));
    }

    private static String text(LocationView location, boolean isSplit) {
        return location.location()
                + (isSplit ? " " + location.weight() : "")
                + (location.responds() ? "" : " (does not respond: " + shown(location.failure()) + ")");
    }

    private static String line(MirrorView mirror) {
        return "  mirrored at %s since %s: %d compared, %d different, %d failed%s, %d skipped"
                .formatted(
                        mirror.address(),
                        mirror.since(),
                        mirror.compared(),
                        mirror.different(),
                        mirror.failed(),
                        mirror.lastFailure() == null ? "" : " (" + shown(mirror.lastFailure()) + ")",
                        mirror.skipped());
    }

    private static List<String> lines(MirrorView.Sample sample) {
        var at = shown(sample.pointer());
        return List.of(
                "  " + sample.target() + " differs" + (at.isEmpty() ? "" : " at " + at),
                "    given    " + text(sample.given()),
                "    mirrored " + text(sample.mirrored()));
    }

    private static String text(MirrorView.Excerpt response) {
        return response.status() + " " + shown(response.body());
    }

    /** Shortens the text and replaces control characters, so that no response breaks out of its line. */
    private static String shown(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return shown.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ");
    }
}
