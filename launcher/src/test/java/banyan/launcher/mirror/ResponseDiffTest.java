package banyan.launcher.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import banyan.launcher.http.ResponseTap.Copy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which responses are equal. */
class ResponseDiffTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":1,"text":"a"}                     | {"text":"a","id":1}                     | true
            {"id":1,"text":"a"}                     | {"id":1,"text":"b"}                     | false
            {"id":1,"createdAt":"x"}                | {"id":1,"createdAt":"y"}                | true
            [{"id":1,"editedAt":null}]              | [{"id":1,"editedAt":"y"}]               | true
            [{"id":1},{"id":2}]                     | [{"id":2},{"id":1}]                     | false
            {"at":"x","kind":"posted"}              | {"at":"y","kind":"posted"}              | true
            {"status":404,"instance":"urn:uuid:1"}  | {"status":404,"instance":"urn:uuid:2"}  | true
            {"id":1,"text":"a"}                     | {"id":1}                                | false
            no JSON                                 | no JSON                                 | true
            no JSON                                 | other                                   | false
            """)
    void ignoresMembersThatDifferInEachResponse(String one, String other, boolean areEqual) {
        assertThat(ResponseDiff.areEqual(copy(200, one), copy(200, other))).isEqualTo(areEqual);
        assertThat(ResponseDiff.areEqual(copy(200, one), copy(404, other))).isFalse();
    }

    private static Copy copy(int status, String body) {
        return new Copy(status, "application/json", body);
    }
}
