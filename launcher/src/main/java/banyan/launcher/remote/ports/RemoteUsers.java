package banyan.launcher.remote.ports;

import banyan.core.Feed;
import banyan.core.Lineage;
import banyan.core.users.TokenKey;
import banyan.core.users.UserView;
import banyan.core.users.Users;
import banyan.launcher.remote.Peer;
import banyan.launcher.remote.PeerJson;
import banyan.launcher.remote.PeerResponse;
import java.util.List;
import java.util.Optional;

/** The port of users in another process. */
record RemoteUsers(RemoteModule module) implements Users {
    RemoteUsers(Peer peer) {
        this(new RemoteModule(peer, "users"));
    }

    @Override
    public Optional<UserView> find(long id) {
        var response = module.get("/" + id);
        return switch (response.status()) {
            case 404 -> Optional.empty();
            case 410 -> Optional.of(UserView.gone(id));
            default -> Optional.of(user(response.requireSuccess()));
        };
    }

    @Override
    public boolean moderates(long id) {
        var response = module.get("/" + id + "/roles");
        return switch (response.status()) {
            case 404, 410 -> false;
            default ->
                response.requireSuccess().items().stream().map(PeerJson::text).anyMatch("moderator"::equals);
        };
    }

    /** Keys of unknown kinds may come from a later release: they sign no token that this process reads. */
    @Override
    public List<TokenKey> keys() {
        return module.get("/keys").requireSuccess().item().items("keys").stream()
                .filter(key -> key.has("kty", "EC") && key.has("crv", "P-256"))
                .map(key -> new TokenKey(key.text("kid"), key.text("x"), key.text("y")))
                .toList();
    }

    /** From the contract of the module. A process of an older release sends no origins. */
    @Override
    public Lineage lineage() {
        var contract = module.get("/contract").requireSuccess().item();
        return new Lineage(
                contract.uuid("storeId"),
                Optional.ofNullable(contract.numberOrNull("head")).orElse(0L),
                contract.node().has("origins")
                        ? contract.items("origins").stream()
                                .map(RemoteUsers::origin)
                                .toList()
                        : List.of());
    }

    @Override
    public Feed feed() {
        return module;
    }

    private static Lineage.Origin origin(PeerJson origin) {
        return new Lineage.Origin(origin.uuid("id"), origin.number("start"));
    }

    private static UserView user(PeerResponse response) {
        var item = response.item();
        return new UserView(
                item.number("id"),
                item.text("username"),
                item.text("name"),
                item.text("bio"),
                item.time("joinedAt"),
                false,
                response.version().version());
    }
}
