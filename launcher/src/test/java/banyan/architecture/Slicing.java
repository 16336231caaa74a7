package banyan.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.function.Function;

/** Partitions of the board's classes into slices. */
enum Slicing implements SliceAssignment {
    BY_MODULE(
            "modules",
            type -> Places.IN_A_MODULE.test(type) ? SliceIdentifier.of(Places.module(type)) : SliceIdentifier.ignore()),
    BY_PACKAGE(
            "packages",
            type -> type.getPackageName().startsWith("banyan.")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore());

    private final String pieces;
    private final Function<JavaClass, SliceIdentifier> piece;

    Slicing(String pieces, Function<JavaClass, SliceIdentifier> piece) {
        this.pieces = pieces;
        this.piece = piece;
    }

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        return piece.apply(type);
    }

    @Override
    public String getDescription() {
        return pieces;
    }
}
