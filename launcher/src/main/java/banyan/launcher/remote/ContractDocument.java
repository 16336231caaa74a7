package banyan.launcher.remote;

import banyan.core.Lineage;
import banyan.core.contract.Contract;
import banyan.core.web.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.client.ContentResponse;
import org.jspecify.annotations.Nullable;

/** The JSON document of a peer about the contract of a module, or about a problem. Invalid members count as missing. */
record ContractDocument(JsonNode node) {
    /** More origins than a process sends. */
    private static final int MOST_ORIGINS = 1_000;

    static ContractDocument of(ContentResponse response) {
        try {
            return new ContractDocument(Json.MAPPER.readTree(response.getContent()));
        } catch (IOException e) {
            return new ContractDocument(MissingNode.getInstance());
        }
    }

    boolean isProblemOfBanyan() {
        return node.path("type").asText().startsWith("urn:banyan:");
    }

    /** The detail of a problem, to end a sentence with. */
    String detail() {
        return withoutStop(node.path("detail").asText("no reason given"));
    }

    static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    @Nullable
    UUID process() {
        return id(node, "process");
    }

    Contract contract(String module) {
        return new Contract(
                module,
                Contract.VERSION,
                id(node, "storeId"),
                process(),
                number("head"),
                origins(),
                id(node, "copy"),
                node.path("role").textValue(),
                number("epoch"));
    }

    private @Nullable Long number(String name) {
        var number = node.path(name);
        return number.isIntegralNumber() && number.canConvertToLong() ? number.asLong() : null;
    }

    /** The origins before the first invalid one. */
    private List<Lineage.Origin> origins() {
        var origins = new ArrayList<Lineage.Origin>();
        for (var origin : node.path("origins")) {
            var id = id(origin, "id");
            if (id == null || !origin.path("start").canConvertToLong() || origins.size() == MOST_ORIGINS) {
                break;
            }
            origins.add(new Lineage.Origin(id, origin.path("start").asLong()));
        }
        return origins;
    }

    private static @Nullable UUID id(JsonNode document, String name) {
        try {
            var text = document.path(name).textValue();
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
