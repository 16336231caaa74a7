package banyan.architecture;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds classes of one package that depend on each other in a cycle. A nested class counts as its outermost class. */
final class ClassCycles extends ArchCondition<JavaClass> {
    ClassCycles() {
        super("be part of no cycle of classes in their package");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        var cycle = shortestFrom(type);
        var message = cycle.stream().map(JavaClass::getName).collect(joining(" -> "));
        events.add(new SimpleConditionEvent(type, cycle.isEmpty(), message));
    }

    /** Returns the classes from this one back to this one, or nothing. */
    private static List<JavaClass> shortestFrom(JavaClass start) {
        Map<JavaClass, JavaClass> reachedFrom = new LinkedHashMap<>();
        var open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty() && !reachedFrom.containsKey(start)) {
            var next = open.remove();
            for (var neighbour : neighbours(next)) {
                if (reachedFrom.putIfAbsent(neighbour, next) == null) {
                    open.add(neighbour);
                }
            }
        }
        return reachedFrom.containsKey(start) ? cycle(start, reachedFrom) : List.of();
    }

    private static List<JavaClass> cycle(JavaClass start, Map<JavaClass, JavaClass> reachedFrom) {
        var cycle = new LinkedList<>(List.of(start));
        do {
            cycle.addFirst(reachedFrom.get(cycle.getFirst()));
        } while (!cycle.getFirst().equals(start));
        return cycle;
    }

    /** The other outermost classes of the package that this class, or a class nested in it, depends on. */
    private static Set<JavaClass> neighbours(JavaClass outermost) {
        return outermost.getPackage().getClasses().stream()
                .filter(type -> Places.outermost(type).equals(outermost))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> Places.outermost(dependency.getTargetClass().getBaseComponentType()))
                .filter(type -> type.getPackageName().equals(outermost.getPackageName()) && !type.equals(outermost))
                .collect(Collectors.toSet());
    }
}
