package banyan.core.contract;

import banyan.core.Lineage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a module says of itself to other processes, so that they know whom they ask.
 *
 * @param module its short name
 * @param contract the version of what processes of one board agree on: {@link #VERSION}
 * @param storeId identifies the data that it serves; null if it keeps none
 * @param process identifies the process that hosts it; null if that does not say
 * @param head the position of the last entry of its feed; null if it keeps no data, or is of a release that does not say so
 * @param origins where its entries come from, the newest first; null likewise
 */
public record Contract(
        String module,
        int contract,
        @Nullable UUID storeId,
        @Nullable UUID process,
        @Nullable Long head,
        @Nullable List<Lineage.Origin> origins) {
    /** Counts changes of the ports, or of how they are asked over HTTP, after which old and new do not understand each other. */
    public static final int VERSION = 1;

    /** Each answer of a module has it, and no other answer: {@code posts/1}. */
    public static final String HEADER = "Banyan-Contract";

    /** Tells this process from all others, so that one that is led back to itself notices. */
    public static final UUID PROCESS = UUID.randomUUID();

    /** Of a module that this process hosts. */
    public static Contract of(String module, Optional<Lineage> data) {
        return new Contract(
                module,
                VERSION,
                data.map(Lineage::storeId).orElse(null),
                PROCESS,
                data.map(Lineage::head).orElse(null),
                data.map(Lineage::origins).orElse(null));
    }

    /** Which data it serves; empty if it keeps none. Without origins, nothing can be said of what is in them. */
    public Optional<Lineage> data() {
        return Optional.ofNullable(storeId)
                .map(id -> new Lineage(id, head == null ? 0 : head, origins == null ? List.of() : origins));
    }

    /** Whether an answer with this header is one of that module, in a version that is understood here. */
    public static boolean isKept(@Nullable String header, String module) {
        return header(module).equals(header);
    }

    /** The value of the header. */
    public static String header(String module) {
        return module + "/" + VERSION;
    }
}
