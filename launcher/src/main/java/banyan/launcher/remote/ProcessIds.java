package banyan.launcher.remote;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ids of processes as a header: joined by commas, or {@code none}. */
final class ProcessIds {
    private static final String NONE = "none";
    private static final Pattern IDS = Pattern.compile("[-0-9A-Fa-f,]{36,370}");

    private ProcessIds() {}

    static String text(SortedSet<UUID> ids) {
        return ids.isEmpty() ? NONE : ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    /** Any other text means none: only the order of two moves depends on it. */
    static SortedSet<UUID> read(@Nullable String text) {
        var ids = new TreeSet<UUID>();
        if (text == null || !IDS.matcher(text).matches()) {
            return ids;
        }
        try {
            for (var id : text.split(",", -1)) {
                ids.add(UUID.fromString(id));
            }
            return ids;
        } catch (IllegalArgumentException e) {
            return Collections.emptySortedSet();
        }
    }

    static SortedSet<UUID> union(SortedSet<UUID> one, SortedSet<UUID> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
