package banyan.users;

import banyan.core.users.UserView;

/** A deleted user in a list, in both representations. */
record DeletedUser(long id, boolean deleted) {
    static DeletedUser of(UserView user) {
        return new DeletedUser(user.id(), true);
    }
}
