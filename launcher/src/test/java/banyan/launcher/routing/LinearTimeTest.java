package banyan.launcher.routing;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.core.BoardException;
import banyan.core.auth.TokenVerifier;
import banyan.core.web.Version;
import banyan.core.web.json.JsonInput;
import banyan.core.web.validation.Validation;
import banyan.launcher.address.ClientAddressResolver;
import banyan.launcher.address.Network;
import banyan.launcher.http.RequestContext;
import banyan.launcher.http.server.Growth;
import banyan.launcher.remote.CallContext;
import banyan.launcher.remote.Trace;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that the time to read input from clients grows linearly with its length. */
class LinearTimeTest {
    private static final Version VERSION = new Version(12);
    private static final TokenVerifier ACTORS = new TokenVerifier(
            () -> {
                throw new IllegalStateException("no keys are fetched");
            },
            (user, issuedAt) -> false);
    private static final ClientAddressResolver ADDRESSES =
            new ClientAddressResolver(List.of(Network.parse("127.0.0.0/8").orElseThrow()));

    /** A reader with its worst input. */
    private enum Reading {
        SPACES_IN_TAGS(VERSION::requireUnchanged, "\"a", " ", "b\""),
        COMMAS_IN_TAGS(VERSION::requireUnchanged, "", ",", "b"),
        QUOTES_IN_TAGS(VERSION::requireUnchanged, "", "\"", "b"),
        SPACES_BEFORE_A_TOKEN(ACTORS::session, "Bearer", " ", "x"),
        DOTS_IN_A_TOKEN(ACTORS::session, "Bearer ", ".", "!"),
        SPACES_BEFORE_A_SUBJECT(UnverifiedSubject::subject, "Bearer", " ", "x"),
        DOTS_BEFORE_A_SUBJECT(UnverifiedSubject::subject, "Bearer ", ".", "x"),
        A_LONG_SUBJECT(UnverifiedSubject::subject, "Bearer a.", "WyJb", ".a"),
        COOKIES(LinearTimeTest::cookie, "", "a=b; ", ""),
        SEMICOLONS_FOR_COOKIES(LinearTimeTest::cookie, "", ";", ""),
        COOKIES_OF_NEARLY_THE_NAME(LinearTimeTest::cookie, "", "banyan_clien=1;", ""),
        QUOTES_IN_FORWARDED(LinearTimeTest::forwarded, "for=", "\"", ";"),
        ESCAPES_IN_FORWARDED(LinearTimeTest::forwarded, "for=\"", "\\\"", ","),
        COMMAS_IN_FORWARDED(LinearTimeTest::forwarded, "", ",", "x"),
        ELEMENTS_OF_FORWARDED(LinearTimeTest::forwarded, "", "for=127.0.0.1,", ""),
        COLONS_IN_FORWARDED(LinearTimeTest::forwarded, "for=\"[", ":", "g]\""),
        HOPS_OF_PROXIES(LinearTimeTest::forwardedFor, "", "127.0.0.1,", ""),
        COLONS_OF_PROXIES(LinearTimeTest::forwardedFor, "", ":", "g"),
        A_QUERY_WITH_WAITS(LinearTimeTest::query, "", "&wai", ""),
        AMPERSANDS(LinearTimeTest::query, "", "&", ""),
        A_TRACE(Trace::of, "00-", "0", ""),
        TIME_LEFT(text -> CallContext.of(null, null, text), "", "9", ""),
        MEDIA_TYPES(LinearTimeTest::accepted, "", "a/b,", "c/d"),
        MEDIA_TYPES_WITH_WEIGHTS(LinearTimeTest::accepted, "", "a/b;q=0.5,", "c/d"),
        PARAMETERS_OF_A_MEDIA_TYPE(LinearTimeTest::accepted, "a/b", ";c=d", ""),
        SPACES_IN_A_MEDIA_TYPE(LinearTimeTest::accepted, "a/b", " ", "x"),
        QUOTES_IN_A_MEDIA_TYPE(LinearTimeTest::accepted, "a/b;c=\"", "\\\"", ""),
        A_CONTENT_TYPE(LinearTimeTest::typed, "a/b", ";c=d", ""),
        MARKS_OVER_A_LETTER(LinearTimeTest::checked, "a", "\u0316\u0301", ""),
        MARKS_OVER_LETTERS(LinearTimeTest::checked, "", "a" + "\u0316\u0301".repeat(15), ""),
        LINE_ENDS(LinearTimeTest::checked, "", "\r", ""),
        NAMES_IN_JSON(LinearTimeTest::read, "{", "\"a\":[", ""),
        BRACKETS_IN_JSON(LinearTimeTest::read, "{\"a\":", "[", ""),
        DIGITS_IN_JSON(LinearTimeTest::read, "{\"a\":", "9", "}"),
        SPACES_IN_JSON(LinearTimeTest::read, "{", " ", "}");

        private final Consumer<String> work;
        private final String before;
        private final String unit;
        private final String after;

        Reading(Consumer<String> work, String before, String unit, String after) {
            this.work = work;
            this.before = before;
            this.unit = unit;
            this.after = after;
        }

        String input(int length) {
            return before + unit.repeat((length - before.length() - after.length()) / unit.length()) + after;
        }

        /** Reads the input, which the reader may reject. */
        void read(String input) {
            try {
                work.accept(input);
            } catch (BoardException | IllegalArgumentException | ProcessingException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isLinear(Reading reading) {
        assertThat(Growth.of(reading::input, reading::read)).isLessThan(Growth.BOUND);
    }

    private static void query(String query) {
        var request = new RequestContext(Method.GET, "/", query, new MimeHeaders(), InetAddress.getLoopbackAddress());
        assertThat(request.isLongPoll()).isFalse();
    }

    private static void cookie(String header) {
        CookieReader.value(List.of(header), "banyan_client");
    }

    private static void forwarded(String header) {
        ADDRESSES.of(InetAddress.getLoopbackAddress(), List.of(header), List.of());
    }

    private static void forwardedFor(String header) {
        ADDRESSES.of(InetAddress.getLoopbackAddress(), List.of(), List.of(header));
    }

    private static void accepted(String header) {
        head("Accept", header).getAcceptableMediaTypes();
    }

    private static void typed(String header) {
        head("Content-Type", header).getMediaType();
    }

    private static ContainerRequest head(String name, String value) {
        var request = new ContainerRequest(null, null, "GET", null, new MapPropertiesDelegate(), null);
        request.headers(name, value);
        return request;
    }

    private static void checked(String text) {
        new Validation().text("text", text, 1, 10_000);
    }

    private record Input() {}

    private static void read(String json) {
        try {
            JsonInput.read(json.getBytes(StandardCharsets.UTF_8), Input.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
