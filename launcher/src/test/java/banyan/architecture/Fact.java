package banyan.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;

/** A condition on a single class. */
final class Fact extends ArchCondition<JavaClass> {
    private final Predicate<JavaClass> truth;

    private Fact(String sentence, Predicate<JavaClass> truth) {
        super(sentence);
        this.truth = truth;
    }

    /**
     * @param sentence continues "classes should"
     */
    static Fact that(String sentence, Predicate<JavaClass> truth) {
        return new Fact(sentence, truth);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean holds = truth.test(type);
        events.add(new SimpleConditionEvent(
                type, holds, type.getName() + (holds ? " does " : " does not ") + getDescription()));
    }
}
