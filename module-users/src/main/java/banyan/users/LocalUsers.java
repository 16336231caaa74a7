package banyan.users;

import banyan.core.Feed;
import banyan.core.Lineage;
import banyan.core.users.TokenKey;
import banyan.core.users.UserView;
import banyan.core.users.Users;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Serves other modules from the stores of this module. */
record LocalUsers(UserStore users, AccountStore accounts, SigningKeys signingKeys, Supplier<Lineage> data, Feed feed)
        implements Users {
    @Override
    public Optional<UserView> find(long id) {
        return users.find(id);
    }

    @Override
    public boolean moderates(long id) {
        return accounts.find(id).filter(Account::moderates).isPresent();
    }

    @Override
    public Lineage lineage() {
        return data.get();
    }

    @Override
    public List<TokenKey> keys() {
        return signingKeys.published();
    }
}
