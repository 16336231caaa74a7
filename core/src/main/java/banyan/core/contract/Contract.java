package banyan.core.contract;

import banyan.core.Lineage;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The description of a module for other processes, which check it before they call the module.
 *
 * @param module its short name
 * @param contract the version of the protocol between processes of one board: {@link #VERSION}
 * @param storeId identifies its data; null if it has none
 * @param process identifies the hosting process; null if the process does not say
 * @param head the position of the feed's last entry; null without data, or for a release that does not say
 * @param origins the origins of the entries, the newest first; null likewise
 * @param copy identifies the database among the copies of its data; null likewise
 * @param role {@code home} if the database accepts writes, else such as {@code standby}; null likewise
 * @param epoch grows with each change of the home; null likewise
 */
public record Contract(
        String module,
        int contract,
        @Nullable UUID storeId,
        @Nullable UUID process,
        @Nullable Long head,
        @Nullable List<Lineage.Origin> origins,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID copy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String role,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long epoch) {
    /**
     * The version of the ports and of their HTTP form. Processes of different versions do not understand each other.
     */
    public static final int VERSION = 1;

    /** The header of each response of a module, and of no other response: {@code posts/1}. */
    public static final String HEADER = "Banyan-Contract";

    /** Identifies this process, so that it recognizes a call to itself. */
    public static final UUID PROCESS = UUID.randomUUID();

    /** Creates a description that does not say whether the data are one of several copies. */
    public Contract(
            String module,
            int contract,
            @Nullable UUID storeId,
            @Nullable UUID process,
            @Nullable Long head,
            @Nullable List<Lineage.Origin> origins) {
        this(module, contract, storeId, process, head, origins, null, null, null);
    }

    /** Returns the description of a module that this process hosts. */
    public static Contract of(String module, Optional<Lineage> data) {
        return new Contract(
                module,
                VERSION,
                data.map(Lineage::storeId).orElse(null),
                PROCESS,
                data.map(Lineage::head).orElse(null),
                data.map(Lineage::origins).orElse(null));
    }

    /** Returns this description of a module, whose data are one of several copies. */
    public Contract as(UUID ofCopy, String inRole, long ofEpoch) {
        return new Contract(module, contract, storeId, process, head, origins, ofCopy, inRole, ofEpoch);
    }

    /** Returns whether its data accept writes. Those of an earlier release always do. */
    public boolean isHome() {
        return role == null || role.equals("home");
    }

    /** Returns the lineage of the module's data; empty if it has none. Without origins, its history is unknown. */
    public Optional<Lineage> data() {
        return Optional.ofNullable(storeId)
                .map(id -> new Lineage(id, head == null ? 0 : head, origins == null ? List.of() : origins));
    }

    /** Returns whether a response with this header is of that module, in a version that this process understands. */
    public static boolean matches(@Nullable String header, String module) {
        return header(module).equals(header);
    }

    /** Returns the value of the header. */
    public static String header(String module) {
        return module + "/" + VERSION;
    }
}
