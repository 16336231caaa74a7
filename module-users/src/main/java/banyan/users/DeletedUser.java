package banyan.users;

import banyan.core.users.UserView;

/** What is left of a user in a list, in both representations. */
record DeletedUser(long id, boolean deleted) {
    static DeletedUser of(UserView user) {
        return new DeletedUser(user.id(), true);
    }
}
