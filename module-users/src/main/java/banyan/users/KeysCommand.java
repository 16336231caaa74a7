package banyan.users;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Command;
import banyan.core.CommandDescription;
import banyan.core.CommandDescription.Form;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Rotates, lists and revokes the keys that sign tokens. After a rotation the tokens of the previous key stay valid, so
 * nobody is signed out. Revoking a key, such as a stolen one, invalidates its tokens.
 */
record KeysCommand(SigningKeys keys) implements Command {
    static final CommandDescription DESCRIPTION = new CommandDescription(
            "Manages the keys that sign tokens.",
            List.of(
                    new Form("rotate", "Creates a key that signs from now on. Tokens of the previous key stay valid."),
                    new Form("list", "Prints the id and the state of each key."),
                    new Form("revoke KEY", "Revokes a key by its id. Its tokens are rejected.")));

    @Override
    public List<String> run(List<String> arguments) {
        if (arguments.equals(List.of("rotate"))) {
            keys.rotate();
            return List.of("The new key signs tokens in " + SigningKeys.LEAD.toSeconds() + " s; nobody is signed out.");
        }
        if (arguments.equals(List.of("list"))) {
            return keys.all().stream().map(KeysCommand::line).toList();
        }
        if (arguments.size() == 2 && arguments.get(0).equals("revoke")) {
            return revoke(arguments.get(1));
        }
        throw new BoardException(Kind.INVALID, DESCRIPTION.usage("keys") + ".");
    }

    private List<String> revoke(String id) {
        if (!keys.revoke(id)) {
            throw new BoardException(Kind.NOT_FOUND, "There is no key " + id + ": keys list prints the existing keys.");
        }
        return List.of(
                "The key " + id + " is revoked: this module rejects its tokens now, the others within a minute.",
                "Users with such a token must sign in again.");
    }

    private static String line(SigningKeys.State key) {
        return key.id() + " " + key.use().name().toLowerCase(Locale.ROOT) + ", signs from "
                + key.signsFrom().truncatedTo(ChronoUnit.SECONDS);
    }
}
