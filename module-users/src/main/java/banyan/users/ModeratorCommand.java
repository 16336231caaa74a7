package banyan.users;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Command;
import java.util.List;

/** Says who moderates: people who have an account that somebody can sign in to. */
record ModeratorCommand(AccountStore accounts) implements Command {
    static final String USAGE = "add|remove NAME, or list";

    @Override
    public List<String> run(List<String> arguments) {
        if (arguments.equals(List.of("list"))) {
            return accounts.moderators();
        }
        if (arguments.size() != 2 || !List.of("add", "remove").contains(arguments.get(0))) {
            throw new BoardException(Kind.INVALID, "moderator takes " + USAGE + ".");
        }
        return appoint(arguments.get(1), arguments.get(0).equals("add"));
    }

    private List<String> appoint(String name, boolean moderates) {
        var username = Username.of(name)
                .filter(known -> accounts.moderate(known, moderates))
                .orElseThrow(() -> new BoardException(Kind.NOT_FOUND, fault(name)));
        return List.of(username.text() + (moderates ? " moderates." : " does not moderate."));
    }

    private String fault(String name) {
        var none = "There is no account " + name + " that somebody can sign in to: ";
        return none
                + Username.of(name)
                        .flatMap(accounts::find)
                        .map(
                                found -> found.isDeleted()
                                        ? "this user has left, and the name is not given again."
                                        : "it is one of the samples, and the name is taken; let them register under another one.")
                        .orElse("let them register first.");
    }
}
