package banyan.launcher.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the client addresses in the elements of the Forwarded header. */
class ForwardedHeaderParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "for=a | a",
                "for=a,for=b | a b",
                "for=a;by=c , proto=http;FOR=b | a b",
                "for=\"a\";by=c, for=\"b\" | a b",
                "for=\"a,b;c\";by=\"x;for=y\" | a,b;c",
                "by=\"\\\",for=x\",for=a | - a",
                "for=a;for=b | a",
                "by=c | -",
                "forx=a | -",
                "nonsense,for=a | - a",
                ", ,for=a,, | a",
                "for=\"a, for=b | \"a b",
                "for=\"a, for=\\\"b, for=c | \"a \\\"b c",
                "for=\", for=\"[::1]\" | \" [::1]",
                "for=\"\\, for=\"[::1]:80\";by=x | \"\\ [::1]:80",
                "for=\"a\"b, for=\"c\" ;by=x | \"a\"b c",
                "for=\"=\", for=\"_x\" | = _x",
                "for= | -",
            })
    void areRead(String header, String clients) {
        var expected = List.of(clients.split(" ")).stream()
                .map(client -> client.equals("-") ? "" : client)
                .toList();
        assertThat(ForwardedHeaderParser.clients(header)).isEqualTo(expected);
    }
}
