package banyan.threads;

import banyan.core.threads.ThreadView;

/** A thread in the tutorial's representation. It is frozen: these members in this order. */
record TutorialThread(long id, String title, long createdBy) {
    static TutorialThread of(ThreadView thread) {
        return new TutorialThread(thread.id(), thread.title(), thread.createdBy());
    }
}
