package banyan.architecture;

import static banyan.architecture.Exposure.NEEDED_OF_A_MODULE;
import static banyan.architecture.Exposure.NEEDED_OF_THE_LAUNCHER;
import static banyan.architecture.Libraries.CLASS_BY_NAME;
import static banyan.architecture.Libraries.CONNECTION;
import static banyan.architecture.Libraries.CONNECTIONS;
import static banyan.architecture.Libraries.DATABASES;
import static banyan.architecture.Libraries.FILES;
import static banyan.architecture.Libraries.FRAMEWORKS;
import static banyan.architecture.Libraries.HTTP;
import static banyan.architecture.Libraries.REFLECTION;
import static banyan.architecture.Libraries.SQL;
import static banyan.architecture.Places.AT_THE_EDGE;
import static banyan.architecture.Places.A_STORE;
import static banyan.architecture.Places.IN_A_MODULE;
import static banyan.architecture.Places.IN_A_PORT;
import static banyan.architecture.Places.IN_CORE;
import static banyan.architecture.Places.IN_LAUNCHER;
import static banyan.architecture.Places.IN_THE_BOARD;
import static banyan.architecture.Places.OUTERMOST;
import static banyan.architecture.Places.WHERE_CORE_KEEPS_DATA;
import static banyan.architecture.PortValues.BE_QUESTIONS_OR_VALUES;
import static banyan.architecture.Roles.BE_NAMED_RESOURCE_IF_SERVED;
import static banyan.architecture.Roles.CATCH_NOTHING;
import static banyan.architecture.Roles.SAY_WHETHER_EACH_GET_IS_CACHEABLE;
import static banyan.architecture.Roles.STAND_BESIDE_ONE_ENTRANCE;
import static banyan.architecture.Roles.STAND_IN_THE_MODULES_PACKAGE;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Locale;

/** A rule of the architecture, with its reason. */
enum Rule {
    MODULES_MEET_ONLY_IN_CORE(
            slices().assignedFrom(Slicing.BY_MODULE).should().notDependOnEachOther(),
            "a module that uses classes of another module cannot be hosted without it"),
    MODULES_DO_NOT_KNOW_THE_LAUNCHER(
            noClasses().that(IN_A_MODULE).should().dependOnClassesThat(IN_LAUNCHER),
            "a module does not know where it runs"),
    CORE_KNOWS_NO_MODULE_AND_NO_LAUNCHER(
            noClasses().that(IN_CORE).should().dependOnClassesThat(IN_A_MODULE.or(IN_LAUNCHER)),
            "all other parts share core"),
    THE_LAUNCHER_NAMES_NO_MODULE(
            noClasses().that(IN_LAUNCHER).should().dependOnClassesThat(IN_A_MODULE),
            "it loads the modules that the operator requests"),
    NO_CYCLES_OF_PACKAGES(
            slices().assignedFrom(Slicing.BY_PACKAGE).should().beFreeOfCycles(), "packages in a cycle are one package"),
    NO_CYCLES_OF_CLASSES(
            classes().that(IN_THE_BOARD).and(OUTERMOST).should(new ClassCycles()),
            "classes in a cycle can only be understood together"),
    PACKAGES_STAY_SMALL(
            classes().that(IN_CORE.or(IN_LAUNCHER)).and(OUTERMOST).should(new PackageSize()),
            "a reader finds a class by its package, and each package has one subject"),

    PORTS_USE_NO_FRAMEWORK(
            noClasses().that(IN_A_PORT).should().dependOnClassesThat(FRAMEWORKS),
            "the caller of a port does not depend on the transport"),
    PORTS_HAND_OVER_VALUES(
            classes().that(IN_A_PORT).should(BE_QUESTIONS_OR_VALUES),
            "a value must be the same in one process and between processes"),
    THE_TERMS_OF_CORE_USE_NO_FRAMEWORK(
            noClasses().that().resideInAPackage("banyan.core").should().dependOnClassesThat(FRAMEWORKS),
            "a module may be hosted by another kind of launcher"),

    SQL_STAYS_IN_STORES(
            noClasses()
                    .that(not(A_STORE))
                    .should()
                    .dependOnClassesThat(SQL)
                    .orShould()
                    .callMethodWhere(CONNECTION),
            "a reader finds all SQL of a module in its stores"),
    CORE_ALONE_OPENS_DATABASES(
            noClasses().that(not(WHERE_CORE_KEEPS_DATA)).should().dependOnClassesThat(DATABASES),
            "code that opens databases could open that of another module"),
    HTTP_STAYS_AT_THE_EDGE(
            noClasses().that(not(AT_THE_EDGE)).should().dependOnClassesThat(HTTP),
            "rules and data do not depend on HTTP"),

    MODULES_TOUCH_NO_FILES(
            noClasses().that(IN_A_MODULE).should().dependOnClassesThat(FILES),
            "all data of a module is in its database, so it can move"),
    MODULES_OPEN_NO_CONNECTIONS(
            noClasses().that(IN_A_MODULE).should().dependOnClassesThat(CONNECTIONS),
            "a module calls others through ports"),
    MODULES_LOOK_NOTHING_UP(
            noClasses()
                    .that(IN_A_MODULE)
                    .should()
                    .dependOnClassesThat(REFLECTION)
                    .orShould()
                    .callMethodWhere(CLASS_BY_NAME),
            "a lookup by name hides a dependency"),
    MODULES_SHOW_ONLY_WHAT_SERVES(
            classes().that(IN_A_MODULE).and().arePublic().should(NEEDED_OF_A_MODULE),
            "only JAX-RS and Jackson need public classes of a module"),
    THE_LAUNCHER_SHOWS_ONLY_WHAT_IS_NEEDED(
            classes()
                    .that(IN_LAUNCHER)
                    .and()
                    .areTopLevelClasses()
                    .and()
                    .arePublic()
                    .should(NEEDED_OF_THE_LAUNCHER),
            "every package can come to depend on a public class"),

    EACH_MODULE_HAS_ONE_ENTRANCE(
            classes().that(IN_A_MODULE).should(STAND_BESIDE_ONE_ENTRANCE), "all modules have the same structure"),
    EACH_MODULE_IS_ONE_PACKAGE(
            classes().that(IN_A_MODULE).should(STAND_IN_THE_MODULES_PACKAGE),
            "package-private access is the boundary inside a module"),
    RESOURCES_ARE_NAMED_SO(
            classes().that(IN_A_MODULE).and().areTopLevelClasses().should(BE_NAMED_RESOURCE_IF_SERVED),
            "other rules identify resources by name"),
    RESPONSES_ARE_CACHEABLE_OR_SAY_WHY_NOT(
            classes().that(IN_CORE.or(IN_A_MODULE)).should(SAY_WHETHER_EACH_GET_IS_CACHEABLE),
            "the launcher sends a cached response to every client, until the data of the module change"),
    RESOURCES_CATCH_NOTHING(
            classes()
                    .that(IN_A_MODULE)
                    .and()
                    .haveSimpleNameEndingWith("Resource")
                    .should(CATCH_NOTHING),
            "one mapper converts every failure into a problem");

    private final ArchRule rule;

    Rule(ArchRule rule, String because) {
        this.rule = rule.as(name().toLowerCase(Locale.ROOT).replace('_', ' ')).because(because);
    }

    EvaluationResult over(JavaClasses classes) {
        return rule.evaluate(classes);
    }

    /** Returns the folder of sources that violate this rule. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
