package banyan.core.posts;

public final class ChangeablePost {
    public String text = "";
}
