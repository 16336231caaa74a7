package banyan.core.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banyan.core.BoardException;
import banyan.core.web.validation.Validation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {
    public record Note(@Nullable Long thread, @Nullable String text) {
        public Note {
            var check = new Validation();
            check.id("thread", thread);
            text = check.text("text", text, 1, 10);
            check.done();
        }
    }

    @Test
    void readsAnObject() throws IOException {
        assertThat(read("{\"thread\": 7, \"text\": \"hello\"}")).isEqualTo(new Note(7L, "hello"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"thread\":7,\"text\":\"a\",\"txet\":1}      | /txet: is not a known field; known fields are thread, text",
                "{\"thread\":\"7\",\"text\":\"a\"}             | /thread: has to be a whole number",
                "{\"thread\":7.5,\"text\":\"a\"}               | /thread: has to be a whole number",
                "{\"thread\":true,\"text\":\"a\"}              | /thread: has to be a whole number",
                "{\"thread\":7,\"text\":7}                     | /text: has to be a string",
                "{\"thread\":7,\"text\":true}                  | /text: has to be a string",
                "{\"thread\":7,\"text\":[\"a\"]}               | /text: has to be a string",
                "{\"thread\":7,\"text\":{}}                    | /text: has to be a string",
                "{\"thread\":7}                                | /text: is missing: it has to be a text of 1 to 10 characters",
                "{\"thread\":7,\"text\":null}                  | /text: has to have a value or to be omitted",
                "{\"text\":\"a\"}                              | /thread: has to be an id: a whole number from 1",
                "[]                                            | : has to be a JSON object",
                "7                                             | : has to be a JSON object",
                "null                                          | : has to be a JSON object",
                "\"a\"                                         | : has to be a JSON object"
            })
    void namesTheFaultByItsPointer(String body, String message) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(BoardException.class).hasMessage(message.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"thread\":7,\"text\":\"a\"} x",
                "{\"thread\":7,\"text\":\"a\"}{}",
                "{'text':1}",
                "{\"thread\":7,\"thread\":8,\"text\":\"a\"}",
                "{\"thread\":07,\"text\":\"a\"}",
                "{\"text\":\"a\u0001\"}",
                "{\"thread\":99999999999999999999,\"text\":\"a\"}"
            })
    void rejectsInvalidJson(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        BoardException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(BoardException.Kind.INVALID))
                .hasMessageNotContaining("Source")
                .hasMessageNotContaining("REDACTED");
    }

    @Test
    void namesTheLineAndTheColumn() {
        assertThatThrownBy(() -> read("{\n\"text\":"))
                .hasMessage(
                        ": is not a JSON document in UTF-8: Unexpected end-of-input within/between Object entries (line 2,"
                                + " column 8)");
    }

    @Test
    void rejectsBytesThatAreNotUtf8() {
        var bytes = "{\"thread\":7,\"text\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(BoardException.class);
    }

    @Test
    void rejectsDeepNesting() {
        assertThatThrownBy(() -> read("{\"text\":" + "[".repeat(10_000))).isInstanceOf(BoardException.class);
    }

    private static Record read(String body) throws IOException {
        return read(body.strip().getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // as the interface has it
    private static Record read(byte[] body) throws IOException {
        return new JsonInput()
                .readFrom(
                        (Class) Note.class,
                        Note.class,
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE,
                        new MultivaluedHashMap<>(),
                        new ByteArrayInputStream(body));
    }
}
