package banyan.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Limits the number of outermost classes directly in one package. */
final class PackageSize extends ArchCondition<JavaClass> {
    private static final int MOST = 20;
    private static final int MOST_AT_THE_ENTRANCE = 4;

    PackageSize() {
        super("share their package with at most %d others, in banyan.launcher with at most %d"
                .formatted(MOST - 1, MOST_AT_THE_ENTRANCE - 1));
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        var name = type.getPackageName();
        long size = type.getPackage().getClasses().stream()
                .filter(Places::isOutermost)
                .count();
        long most = name.equals("banyan.launcher") ? MOST_AT_THE_ENTRANCE : MOST;
        events.add(new SimpleConditionEvent(
                type,
                size <= most,
                "%s is one of %d classes in %s, which may have %d".formatted(type.getName(), size, name, most)));
    }
}
