package banyan.users;

import banyan.core.users.UserView;

/** A user in the tutorial's representation. It is frozen: these members in this order. */
record TutorialUser(long id, String username, String name, String bio) {
    static TutorialUser of(UserView user) {
        return new TutorialUser(user.id(), user.username(), user.name(), user.bio());
    }
}
