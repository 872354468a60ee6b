package io.vouchsafe.partners.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.internal.contract.ContractsBean;
import io.vouchsafe.partners.internal.credential.IntegrationsBean;
import io.vouchsafe.partners.internal.metering.MeteringBean;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call which method; a method without a row here fails. */
class FaceRolesTest {
    private static final Set<String> ADMIN = Set.of(Roles.ADMIN);

    /** Roles of a method; null: everyone, since it takes the caller or makes one. */
    private static @Nullable Set<String> expected(String method) {
        return switch (method) {
            case "admit", "release", "callable", "authenticate" -> null;
            case "createPartner", "publishPlan", "ContractsBean.create" -> ADMIN;
            case "move" -> Set.of(Roles.ADMIN, Roles.PARTNER_ADMIN);
            case "IntegrationsBean.create", "revoke" ->
                    Set.of(Roles.ADMIN, Roles.PARTNER_ADMIN, Roles.PARTNER_DEVELOPER);
            case "credentials" ->
                    Set.of(
                            Roles.ADMIN,
                            Roles.AUDITOR,
                            Roles.PARTNER_ADMIN,
                            Roles.PARTNER_DEVELOPER);
            case "partners",
                    "partner",
                    "plans",
                    "plan",
                    "contracts",
                    "contract",
                    "today",
                    "daily" ->
                    Roles.ALL;
            default -> throw new AssertionError("No row for " + method);
        };
    }

    static Stream<Arguments> methods() {
        return Stream.of(ContractsBean.class, IntegrationsBean.class, MeteringBean.class)
                .flatMap(bean -> Arrays.stream(bean.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !method.isSynthetic())
                .map(method -> Arguments.of(method));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void method_saysWhoMayCallIt(Method method) {
        String name =
                method.getName().equals("create")
                        ? method.getDeclaringClass().getSimpleName() + ".create"
                        : method.getName();
        Set<String> expected = expected(name);
        RolesAllowed roles = method.getAnnotation(RolesAllowed.class);

        if (expected == null) {
            assertThat(method.isAnnotationPresent(PermitAll.class)).isTrue();
            assertThat(roles).isNull();
            assertThat(method.getAnnotation(TransactionAttribute.class))
                    .as("the request path has no transaction")
                    .extracting(TransactionAttribute::value)
                    .isEqualTo(TransactionAttributeType.NOT_SUPPORTED);
        } else {
            assertThat(method.isAnnotationPresent(PermitAll.class)).isFalse();
            assertThat(roles).isNotNull();
            assertThat(roles.value()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
