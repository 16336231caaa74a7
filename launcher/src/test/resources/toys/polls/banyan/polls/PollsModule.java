package banyan.polls;

import banyan.core.BoardModule;
import banyan.core.Command;
import banyan.core.CommandDescription;
import banyan.core.CommandDescription.Form;
import banyan.core.Hosted;
import banyan.core.ModuleContext;
import banyan.core.data.ModuleStore;
import banyan.core.store.Schema;
import banyan.core.users.Users;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the module: its data and its resource. It provides no port. */
public final class PollsModule implements BoardModule {
    private static final Schema SCHEMA =
            new Schema("polls", PollsModule.class.getClassLoader(), PollStore::writeTutorial);

    @Override
    public Map<String, CommandDescription> commands() {
        return Map.of(
                "polls",
                new CommandDescription("Tells of polls.", List.of(new Form("count [WHEN]", "Counts the polls."))));
    }

    @Override
    public Hosted open(ModuleContext context) {
        var data = ModuleStore.open(context.dataSource(), SCHEMA, context.seed());
        var store = new PollStore(data.database());
        var resource = new PollsResource(store, context.port(Users.class));
        Command count = arguments -> List.of(store.all().size() + " polls " + arguments);
        return new Hosted(
                Set.of(resource), Map.of(), Optional.of(data), List.of(), Map.of("polls", count));
    }
}
