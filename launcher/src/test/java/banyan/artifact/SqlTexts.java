package banyan.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All SQL texts that a PostgreSQL server got from the role of a module, read from its log. */
final class SqlTexts {
    private static final Pattern TEXT = Pattern.compile("(?s)(?:statement|execute [^:]*|parse [^:]*): (.*)");
    private static final JsonMapper JSON = new JsonMapper();

    private SqlTexts() {}

    static Set<String> of(String module, Path log) throws IOException {
        var texts = new TreeSet<String>();
        for (var line : Files.readAllLines(log)) {
            JsonNode entry = JSON.readTree(line);
            var text = TEXT.matcher(entry.path("message").asText());
            if (entry.path("user").asText().equals("of_" + module) && text.matches()) {
                texts.add(text.group(1).replaceAll("--[^\n]*\n", "").strip());
            }
        }
        return texts;
    }

    /** Whether a text names the schema of another module, for a table or in a search path. */
    static boolean isOnItsOwn(String module, String text) {
        return ModuleRoles.MODULES.stream()
                .filter(other -> !other.equals(module))
                .noneMatch(other -> Pattern.compile(
                                "(?is).*(\\b" + other + "\"?\\s*\\.|search_path.*\\b" + other + "\\b).*")
                        .matcher(text)
                        .matches());
    }
}
