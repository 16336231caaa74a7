package banyan.launcher.cli;

import banyan.launcher.config.Option;
import banyan.launcher.config.Options;
import banyan.launcher.net.PeerAddress;
import banyan.launcher.process.ExitException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The commands {@code slots} and {@code move}, which the board that runs at the admin port carries out. */
public final class SlotCommand {
    static final Set<String> NAMES = Set.of("slots", "move");

    private static final String USAGE =
            "give --to here or an address such as http://localhost:3001, --mirror an address, or --undo";

    private static final int LONGEST = 300;
    private static final Map<String, String> FLAGS =
            Map.of("location", "--to", "share", "--share", "mirror", "--mirror");

    private final AdminClient board;

    private SlotCommand(Options options) {
        board = AdminClient.at(options)
                .orElseThrow(() -> ExitException.failure(options.given(Option.ADMIN_PORT, options.adminPort())
                        + ": no board runs there; give the --admin-port of the one whose slots are meant"));
    }

    public static boolean isAsked(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /** Returns what the operator is to read. */
    public static List<String> run(String... arguments) {
        var words = new Words(arguments);
        return words.first().equals("slots") ? slots(words) : move(words);
    }

    private static List<String> slots(Words words) {
        var lines = new ArrayList<String>();
        new SlotCommand(words.options()).board.get("/slots").forEach(slot -> lines.addAll(lines(slot)));
        return lines;
    }

    private static List<String> move(Words words) {
        var module = words.next()
                .orElseThrow(() -> ExitException.usage("move: there is no module; give one, such as move posts"));
        var to = words.value("--to", "here or an address").map(text -> address("--to", text, "here"));
        var share = words.value("--share", "a percentage, such as 10").map(SlotCommand::percentage);
        var mirror = words.value("--mirror", "an address such as http://localhost:3001, or none")
                .map(text -> address("--mirror", text, "none"));
        boolean isOther = words.has("--other-data");
        boolean isUndo = words.has("--undo");
        var options = words.options(); // a misspelled flag is the first thing to be named
        if (isUndo == (to.isPresent() || mirror.isPresent())) {
            throw ExitException.usage("move " + module + ": " + USAGE);
        }
        if (share.isPresent() && to.isEmpty()) {
            throw ExitException.usage("--share: a share of what goes where; give --to beside it");
        }
        var command = new SlotCommand(options);
        var path = "/slots/" + module;
        if (isUndo) {
            return told(command.board.send("POST", path + "/undo", Map.of("by", who(), "otherData", isOther)));
        }
        var wish = new TreeMap<String, Object>();
        to.ifPresent(place -> wish.put("location", place));
        share.ifPresent(percent -> wish.put("share", percent));
        mirror.ifPresent(address -> wish.put("mirror", address));
        wish.put("otherData", isOther);
        wish.put("by", who());
        try {
            return told(command.board.send("PUT", path, wish));
        } catch (ExitException e) {
            throw e.isUsage() ? named(e, wish) : e;
        }
    }

    /** An operator knows flags, and not the members of a document. */
    private static ExitException named(ExitException fault, Map<String, Object> wish) {
        for (var flag : FLAGS.entrySet()) {
            var pointer = "/" + flag.getKey() + ": ";
            if (fault.line().startsWith(pointer)) {
                return ExitException.usage(flag.getValue() + " " + wish.get(flag.getKey()) + ": "
                        + fault.line().substring(pointer.length()));
            }
        }
        return fault;
    }

    /** What it is has to be known here: a name may lead elsewhere there. */
    private static String address(String flag, String text, String word) {
        try {
            return text.equals(word) ? word : PeerAddress.parse(text).toString();
        } catch (IllegalArgumentException e) {
            throw ExitException.usage(flag + " " + text + ": " + e.getMessage() + ", or " + word);
        }
    }

    private static int percentage(String text) {
        if (!text.matches("[1-9]\\d?|100")) {
            throw ExitException.usage("--share " + text + ": not a share; give a whole number from 1 to 100");
        }
        return Integer.parseInt(text);
    }

    private static String who() {
        return Optional.ofNullable(System.getProperty("user.name")).orElse("somebody");
    }

    private static List<String> told(JsonNode answer) {
        var lines = new ArrayList<String>();
        lines.addAll(lines(answer.path("slot")));
        if (!answer.path("changed").asBoolean()) {
            return List.of(lines.get(0) + ": no change, it is so already");
        }
        answer.path("warnings").forEach(warning -> lines.add("  warning: " + shown(warning)));
        return lines;
    }

    private static List<String> lines(JsonNode slot) {
        var lines = new ArrayList<String>();
        lines.add(line(slot));
        var mirror = slot.path("mirror");
        if (mirror.isObject()) {
            lines.add("  mirrored at %s since %s: %d compared, %d different, %d failed%s, %d left out"
                    .formatted(
                            mirror.path("address").asText(),
                            mirror.path("since").asText(),
                            mirror.path("compared").asLong(),
                            mirror.path("different").asLong(),
                            mirror.path("failed").asLong(),
                            mirror.has("lastFailure") ? " (" + shown(mirror.path("lastFailure")) + ")" : "",
                            mirror.path("leftOut").asLong()));
            mirror.path("samples").forEach(sample -> lines.addAll(sample(sample)));
        }
        return lines;
    }

    private static List<String> sample(JsonNode sample) {
        return List.of(
                "  " + sample.path("target").asText() + " differs"
                        + (sample.path("pointer").asText().isEmpty() ? "" : " at " + shown(sample.path("pointer"))),
                "    given    " + said(sample.path("given")),
                "    mirrored " + said(sample.path("mirrored")));
    }

    /** The part that differs, in one line that no response can break out of. */
    private static String said(JsonNode answer) {
        return answer.path("status").asInt() + " " + shown(answer.path("body"));
    }

    private static String shown(JsonNode text) {
        var body = text.asText();
        var shown = body.length() <= LONGEST ? body : body.substring(0, LONGEST) + "…";
        return shown.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ");
    }

    private static String line(JsonNode slot) {
        var places = new ArrayList<String>();
        slot.path("places")
                .forEach(place -> places.add(place.path("location").asText()
                        + (slot.has("location")
                                ? ""
                                : " " + place.path("weight").asInt())
                        + (place.path("answers").asBoolean()
                                ? ""
                                : " (does not answer: " + shown(place.path("failure")) + ")")));
        return slot.path("module").asText() + ": " + (places.isEmpty() ? "vacant" : String.join(", ", places));
    }
}
