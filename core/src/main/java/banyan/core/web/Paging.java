package banyan.core.web;

/** How long a list may be. */
public final class Paging {
    /** Items in one answer. */
    public static final int LIMIT = 100;

    private Paging() {}
}
