package banyan.core.transfer;

import banyan.core.database.StoreException;

/** A standby whose rows are not those of its home. */
public final class ReplicaDifference extends StoreException {
    private static final long serialVersionUID = 1;

    private final String table;
    private final int bucket;
    private final long revision;

    ReplicaDifference(String table, int bucket, long revision) {
        super("The table " + table + " has other rows than at the home at revision " + revision
                + "; nothing was changed");
        this.table = table;
        this.bucket = bucket;
        this.revision = revision;
    }

    public String table() {
        return table;
    }

    /** The bucket of the table in which the row is, see {@link RowDifference}. */
    public int bucket() {
        return bucket;
    }

    /** The revision at which they were compared. */
    public long revision() {
        return revision;
    }
}
