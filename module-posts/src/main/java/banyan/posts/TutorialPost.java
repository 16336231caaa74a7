package banyan.posts;

import banyan.core.posts.PostView;

/** A post in the tutorial's representation. It is frozen: these members in this order, and no id. */
record TutorialPost(long thread, String text, long user) {
    static TutorialPost of(PostView post) {
        return new TutorialPost(post.thread(), post.text(), post.user());
    }
}
