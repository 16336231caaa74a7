package banyan.users;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Command;
import banyan.core.CommandDescription;
import banyan.core.CommandDescription.Form;
import java.util.List;

/** Says who moderates: people who have an account that somebody can sign in to. */
record ModeratorCommand(AccountStore accounts) implements Command {
    static final CommandDescription DESCRIPTION = new CommandDescription(
            "Manages the moderators, who may change and delete the posts and threads of others.",
            List.of(
                    new Form("add NAME", "Makes the user of this name a moderator."),
                    new Form("remove NAME", "Takes the role of moderator from this user."),
                    new Form("list", "Prints the names of all moderators.")));

    @Override
    public List<String> run(List<String> arguments) {
        if (arguments.equals(List.of("list"))) {
            return accounts.moderators();
        }
        if (arguments.size() != 2 || !List.of("add", "remove").contains(arguments.get(0))) {
            throw new BoardException(Kind.INVALID, DESCRIPTION.usage("moderator") + ".");
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
