package banyan.users;

import banyan.core.users.UserView;
import banyan.core.users.Users;
import java.util.Optional;

/** Answers other modules from this module's own store. */
record LocalUsers(UserStore store) implements Users {
    @Override
    public Optional<UserView> find(long id) {
        return store.find(id);
    }
}
