package banyan.users;

import banyan.core.BoardException;
import banyan.core.BoardException.Kind;
import banyan.core.Command;
import banyan.core.CommandDescription;
import banyan.core.CommandDescription.Form;
import java.util.List;

/** Adds, removes and lists moderators. A moderator needs an account with a password. */
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
                .filter(known -> accounts.setModerator(known, moderates))
                .orElseThrow(() -> new BoardException(Kind.NOT_FOUND, fault(name)));
        return List.of(username.text() + (moderates ? " is a moderator." : " is not a moderator."));
    }

    private String fault(String name) {
        var none = "There is no account " + name + " with a password: ";
        return none
                + Username.of(name)
                        .flatMap(accounts::find)
                        .map(
                                found -> found.isDeleted()
                                        ? "this user has left, and the username is not reused."
                                        : "it is a sample user, and its username is taken; the user must register with another one.")
                        .orElse("the user must register first.");
    }
}
