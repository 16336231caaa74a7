package banyan.core.posts;

public record HollowPost(long id, StringBuilder text) {}
