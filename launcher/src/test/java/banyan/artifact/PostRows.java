package banyan.artifact;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;

/**
 * Thousands of posts in the format of an export: a hundred in each thread and a thousand of each author, mixed.
 *
 * @param posts a multiple of 1,000
 */
record PostRows(int posts) {
    private static final String STORE = "5b0b1c1e-1f0a-4d5b-9d8e-000000000000";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.000001Z");

    int threads() {
        return posts / 100;
    }

    int authors() {
        return posts / 1_000;
    }

    /** Writes the posts and their feed entries, byte for byte as they are exported again. */
    Path write(Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            line(out, """
                    {"banyan":1,"module":"posts","store":"%s","release":3,"next":{"post":%d}}""", STORE, posts + 1);
            for (int i = 1; i <= posts; i++) {
                line(out, """
                        {"feed":{"position":%d,"kind":"created","id":%d,"thread":%d,"at":"%s"}}""", i, i, thread(i), at(i));
            }
            line(out, "{\"feed_head\":{\"position\":%d}}", posts);
            for (int i = 1; i <= posts; i++) {
                line(out, """
                        {"post":{"id":%d,"thread":%d,"text":"%s","author":%d,"created_at":"%s","edited_at":null,"version":1}}""", i, thread(i), text(i), author(i), at(i));
            }
            line(out, """
                    {"store":{"id":"%s","seed":"none","created_at":"%s"}}""", STORE, START);
            line(out, """
                    {"end":{"deleted_thread":0,"deleted_user":0,"feed":%d,"feed_cursor":0,"feed_head":1,"post":%d,\
                    "receipt":0,"store":1}}""", posts, posts);
        }
        return file;
    }

    /** A page of 100 posts in the middle of a list. */
    String page(Kind kind, Random random) {
        return switch (kind) {
            case LIST -> "/api/posts?after=" + key(random.nextInt(posts - 100));
            case NEWEST -> "/api/posts?order=newest&after=" + key(102 + random.nextInt(posts - 102));
            case IN_THREAD -> "/api/posts/in-thread/" + (1 + random.nextInt(threads()));
            case BY_USER ->
                "/api/posts/by-user/" + (1 + random.nextInt(authors())) + "?after="
                        + key(random.nextInt(posts - 100 * authors()));
        };
    }

    /** The kinds of lists. */
    enum Kind {
        LIST,
        NEWEST,
        IN_THREAD,
        BY_USER
    }

    /** Returns the start of a page, as in the link to it. */
    private static String key(int id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.valueOf(id).getBytes(StandardCharsets.US_ASCII));
    }

    /** Threads and authors alternate, so neighbours in a list were written far apart. */
    private int thread(int post) {
        return 1 + post % threads();
    }

    private int author(int post) {
        return 1 + post % authors();
    }

    private static Instant at(int post) {
        return START.plusSeconds(post);
    }

    private static String text(int post) {
        return "Post " + post + " says hello to those who read it. ".repeat(1 + post % 5) + "\\n\\\"木\\\"";
    }

    private static void line(BufferedWriter out, String form, Object... values) throws IOException {
        out.write(form.formatted(values));
        out.write('\n');
    }
}
