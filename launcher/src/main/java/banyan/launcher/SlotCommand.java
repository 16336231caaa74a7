package banyan.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The commands {@code slots} and {@code move}, which the board that runs at the admin port carries out. */
final class SlotCommand {
    static final Set<String> NAMES = Set.of("slots", "move");

    private static final String USAGE =
            "give --to here or an address such as http://localhost:3001, --mirror an address, or --undo";

    private static final int WHOLE = 100;
    private static final int LONGEST = 300;

    private final RunningBoard board;

    private SlotCommand(Options options) {
        board = RunningBoard.at(options)
                .orElseThrow(() -> new StartException(options.given(Option.ADMIN_PORT, options.adminPort())
                        + ": no board runs there; give the --admin-port of the one whose slots are meant"));
    }

    static boolean isAsked(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /** Returns what the operator is to read. */
    static List<String> run(String... arguments) {
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
                .orElseThrow(() -> new OptionException("move: there is no module; give one, such as move posts"));
        var to = words.value("--to", "here or an address");
        var share = words.value("--share", "a percentage, such as 10").map(SlotCommand::percentage);
        var mirror = words.value("--mirror", "an address such as http://localhost:3001, or none");
        boolean isOther = words.has("--other-data");
        boolean isUndo = words.has("--undo");
        var options = words.options(); // a misspelled flag is the first thing to be named
        if (isUndo == (to.isPresent() || mirror.isPresent())) {
            throw new OptionException("move " + module + ": " + USAGE);
        }
        if (share.isPresent() && to.isEmpty()) {
            throw new OptionException("--share: a share of what goes where; give --to beside it");
        }
        var command = new SlotCommand(options);
        var path = "/slots/" + module;
        if (isUndo) {
            return told(command.board.send("POST", path + "/undo", Map.of("by", who())));
        }
        var wish = new TreeMap<String, Object>();
        if (to.isPresent() && share.isPresent() && share.get() < WHOLE) {
            var shares = shares(command.board.get(path), to.get(), share.get());
            if (shares.size() < 2) {
                throw new OptionException("--share " + share.get() + ": all of it goes to " + to.get()
                        + " already; give the place that is to have a share of it");
            }
            wish.put("weights", shares);
        } else {
            to.ifPresent(place -> wish.put("location", place));
        }
        mirror.ifPresent(address -> wish.put("mirror", address));
        wish.put("otherData", isOther);
        wish.put("by", who());
        return told(command.board.send("PUT", path, wish));
    }

    /** The rest stays where most of them go now. */
    private static Map<String, Integer> shares(JsonNode slot, String place, int percent) {
        var others = new TreeMap<String, Integer>();
        slot.path("weights").properties().stream()
                .filter(weight -> !weight.getKey().equals(place))
                .max(Map.Entry.comparingByValue((one, other) -> Integer.compare(one.asInt(), other.asInt())))
                .ifPresent(rest -> others.put(rest.getKey(), WHOLE - percent));
        others.put(place, percent);
        return others;
    }

    private static int percentage(String text) {
        if (!text.matches("[1-9]\\d?|100")) {
            throw new OptionException("--share " + text + ": not a share; give a whole number from 1 to 100");
        }
        return Integer.parseInt(text);
    }

    private static String who() {
        return Optional.ofNullable(System.getProperty("user.name")).orElse("somebody");
    }

    private static List<String> told(JsonNode answer) {
        var lines = lines(answer.path("slot"));
        return answer.path("changed").asBoolean() ? lines : List.of(lines.get(0) + ": no change, it is so already");
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
                "  " + sample.path("target").asText() + " differs",
                "    given    " + said(sample.path("given")),
                "    mirrored " + said(sample.path("mirrored")));
    }

    /** Its beginning, in one line that no answer can break out of. */
    private static String said(JsonNode answer) {
        return answer.path("status").asInt() + " " + shown(answer.path("body"));
    }

    private static String shown(JsonNode text) {
        var body = text.asText();
        var shown = body.length() <= LONGEST ? body : body.substring(0, LONGEST) + "…";
        return shown.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ");
    }

    private static String line(JsonNode slot) {
        var line = new StringBuilder(slot.path("module").asText()).append(": ");
        if (slot.has("location")) {
            line.append(slot.path("location").asText());
        } else {
            var places = new ArrayList<String>();
            slot.path("weights").properties().forEach(weight -> places.add(weight.getKey() + " " + weight.getValue()));
            line.append(String.join(", ", places));
        }
        return line.toString();
    }
}
