package banyan.launcher.cli.data;

import banyan.core.database.ConnectionPool;
import banyan.core.store.Schema;
import banyan.core.transfer.export.Export;
import banyan.core.transfer.export.Import;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The data of a module that no process has open.
 *
 * @param database opened and closed by the caller
 */
record LocalModuleData(ConnectionPool database, Schema schema) implements ModuleData {
    @Override
    public void exportTo(OutputStream to, long since, boolean isWithKeys) throws IOException {
        Export.write(database.dataSource(), schema, to, since, isWithKeys);
    }

    @Override
    public void importFrom(InputStream from, boolean isKeepingKeys) throws IOException {
        Import.read(database.dataSource(), schema, from, isKeepingKeys);
    }
}
