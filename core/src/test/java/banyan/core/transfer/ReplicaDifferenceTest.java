package banyan.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A standby whose rows are no longer those of its home names a row that differs. */
class ReplicaDifferenceTest extends HomeAndStandby {
    /** Each planted fault of the standby, where no change of the home has touched it since. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE note SET text = 'OnE' WHERE id = 1                         | key [1] differs
            DELETE FROM note WHERE id = 1                                     | key [1] is missing
            INSERT INTO note (id, author, text, revision) VALUES (77, 1, 'x', 1) | a row with the key [77]
            DELETE FROM receipt                                               | is missing here
            """)
    void namesTheRowThatDiffers(String fault, String difference) throws IOException {
        home.execute("INSERT INTO receipt (actor, name, request, item, body, at)"
                + " VALUES (1, 'key', 'r', 1, 'b', CURRENT_TIMESTAMP)");
        home.execute("DELETE FROM note WHERE id = 2");
        Copies.pull(home, standby);
        Copies.pullVerified(home, standby);
        standby.database().replicate(false, handle -> handle.execute(fault));
        home.add(1, "news");
        assertThatThrownBy(() -> Copies.pullVerified(home, standby))
                .isInstanceOfSatisfying(
                        ReplicaDifference.class, found -> assertThat(row(found)).contains(difference));
    }

    private String row(ReplicaDifference found) {
        var sent = new ByteArrayOutputStream();
        try {
            home.data().replica().sendBucket(found.table(), found.bucket(), sent);
            return standby.data().replica().find(found, new ByteArrayInputStream(sent.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
