package banyan.users;

import banyan.core.Feed;
import banyan.core.users.TokenKey;
import banyan.core.users.UserView;
import banyan.core.users.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers other modules from this module's own store. */
record LocalUsers(UserStore store, Feed feed) implements Users {
    @Override
    public Optional<UserView> find(long id) {
        return store.find(id);
    }

    @Override
    public List<Entry> changes(long after, int limit, Duration wait) {
        return feed.changes(after, limit, wait);
    }

    @Override
    public boolean moderates(long id) {
        return false;
    }

    @Override
    public List<TokenKey> keys() {
        return List.of();
    }
}
