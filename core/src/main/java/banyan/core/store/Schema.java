package banyan.core.store;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The tables of one module, and its first contents.
 *
 * @param module the module's name; its migrations and its {@code tutorial.json} are in {@code META-INF/banyan/<module>}
 * @param loader loads these resources and those of core
 * @param tutorial writes one row of the tutorial's data
 */
public record Schema(String module, ClassLoader loader, RowWriter tutorial) {
    /** Writes one row of a file. */
    @FunctionalInterface
    public interface RowWriter {
        /**
         * Writes the row in a transaction.
         *
         * @param number the row's place in the file, from 1
         */
        void write(WriteTransaction transaction, int number, JsonNode row);
    }
}
