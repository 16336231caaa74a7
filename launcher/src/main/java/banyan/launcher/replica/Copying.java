package banyan.launcher.replica;

import banyan.core.data.FirstCopy;
import banyan.core.transfer.ReplicaPosition;
import banyan.launcher.replica.client.HomeClient;
import banyan.launcher.replica.client.HomeFailure;
import java.io.IOException;

/** The first copy of all data of a module: from its home into a database that has none. */
record Copying(String module, HomeClient home, CopyAddress self) {
    void into(FirstCopy copy) throws HomeFailure, IOException {
        var path = new ChangesPath(module, ReplicaPosition.NONE, 0, 0, false).toString();
        try (var in = home.open(path, self.headers(copy.copy()))) {
            var log = new CopyLog(module, in);
            var rows = log.begin();
            copy.take(rows);
            log.done(rows, home);
        }
    }
}
