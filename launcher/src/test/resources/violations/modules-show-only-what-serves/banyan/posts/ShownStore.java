package banyan.posts;

public final class ShownStore {}
