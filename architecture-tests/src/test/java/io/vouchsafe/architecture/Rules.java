package io.vouchsafe.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of the code base; {@code root} lets a test point them at an offending sample. */
final class Rules {
    /** Module (package below the root) to the modules it may use. */
    static final Map<String, Set<String>> DIRECTION =
            Map.ofEntries(
                    Map.entry("kernel", Set.of()),
                    Map.entry("store", Set.of("kernel")),
                    Map.entry("keys", Set.of("kernel", "store")),
                    Map.entry("verifier", Set.of()),
                    Map.entry("audit", Set.of("kernel", "store", "keys", "verifier")),
                    Map.entry("privacy", Set.of("kernel", "store", "keys", "audit")),
                    Map.entry("governance", Set.of("kernel", "store", "audit")),
                    Map.entry("partners", Set.of("kernel", "store", "audit")),
                    Map.entry(
                            "inference",
                            Set.of(
                                    "kernel",
                                    "store",
                                    "keys",
                                    "verifier",
                                    "audit",
                                    "privacy",
                                    "governance",
                                    "partners")),
                    Map.entry(
                            "training",
                            Set.of(
                                    "kernel",
                                    "store",
                                    "keys",
                                    "audit",
                                    "privacy",
                                    "governance",
                                    "partners",
                                    "inference")),
                    Map.entry(
                            "rest",
                            Set.of(
                                    "kernel",
                                    "store",
                                    "keys",
                                    "verifier",
                                    "audit",
                                    "privacy",
                                    "governance",
                                    "partners",
                                    "inference",
                                    "training")),
                    Map.entry(
                            "portal",
                            Set.of(
                                    "kernel",
                                    "store",
                                    "keys",
                                    "verifier",
                                    "audit",
                                    "privacy",
                                    "governance",
                                    "partners",
                                    "inference",
                                    "training")));

    private Rules() {}

    static ArchRule direction(String root, String module) {
        String[] forbidden =
                DIRECTION.keySet().stream()
                        .filter(other -> !other.equals(module))
                        .filter(other -> !allowed(module).contains(other))
                        .map(other -> root + "." + other + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + "." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .because(
                        "modules depend in one direction only; siblings meet in kernel types"
                                + " (design, \"Modules\")");
    }

    private static Set<String> allowed(String module) {
        return DIRECTION.getOrDefault(module, Set.of());
    }

    static ArchRule internalsStayInside(String root, String module) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + "." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + "." + module + ".internal..")
                .allowEmptyShould(true)
                .because("a module is used through its face; its internals may change any day");
    }

    static ArchRule only(String root, String library, String... homes) {
        String[] inside =
                java.util.Arrays.stream(homes)
                        .map(home -> root + "." + home + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(inside)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .because(library + " is known to " + String.join(", ", homes) + " only (design)");
    }

    static ArchRule constructorInjection(String root) {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .should()
                .notBeAnnotatedWith(Inject.class)
                .andShould()
                .notBeAnnotatedWith(EJB.class)
                .because("a bean is testable with new: constructor injection (style, 11)");
    }

    static ArchRule speakingNames(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .because("such names say nothing about what a class does (style, 8)");
    }

    static ArchRule everyBeanMethodHasRoles(String root) {
        return methods()
                .that()
                .areDeclaredInClassesThat(new EjbOf(root))
                .and()
                .arePublic()
                .and()
                .areNotStatic()
                .should(new SayWhoMayCall())
                .allowEmptyShould(true)
                .because("an EJB method without annotation is nobody's or everybody's by accident");
    }

    static ArchRule nullMarked(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new LiveInNullMarkedPackage())
                .because("null-safety is checked only in @NullMarked packages (style, 4)");
    }

    private static final class EjbOf extends DescribedPredicate<JavaClass> {
        private final String root;

        EjbOf(String root) {
            super("EJBs of " + root);
            this.root = root;
        }

        @Override
        public boolean test(JavaClass type) {
            return type.getPackageName().startsWith(root + ".")
                    && (type.isAnnotatedWith(Stateless.class)
                            || type.isAnnotatedWith(Singleton.class));
        }
    }

    private static final class SayWhoMayCall extends ArchCondition<JavaMethod> {
        private static final List<Class<? extends java.lang.annotation.Annotation>> ANSWERS =
                List.of(RolesAllowed.class, PermitAll.class, DenyAll.class);

        SayWhoMayCall() {
            super("say who may call it");
        }

        @Override
        public void check(JavaMethod method, ConditionEvents events) {
            boolean bridge = method.getModifiers().contains(JavaModifier.BRIDGE);
            boolean said =
                    bridge
                            || ANSWERS.stream()
                                    .anyMatch(
                                            answer ->
                                                    method.isAnnotatedWith(answer)
                                                            || method.getOwner()
                                                                    .isAnnotatedWith(answer));
            events.add(
                    new SimpleConditionEvent(
                            method, said, method.getFullName() + " does not say who may call it"));
        }
    }

    private static final class LiveInNullMarkedPackage extends ArchCondition<JavaClass> {
        LiveInNullMarkedPackage() {
            super("live in a @NullMarked package");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean marked =
                    type.getPackage()
                            .tryGetAnnotationOfType("org.jspecify.annotations.NullMarked")
                            .isPresent();
            events.add(
                    new SimpleConditionEvent(
                            type, marked, type.getPackageName() + " is not @NullMarked"));
        }
    }
}
