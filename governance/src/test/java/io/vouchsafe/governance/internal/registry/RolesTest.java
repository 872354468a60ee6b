package io.vouchsafe.governance.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.Registry;
import io.vouchsafe.kernel.Roles;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final Set<String> OWNERS = Set.of(Roles.MODEL_OWNER, Roles.ADMIN);
    private static final Set<String> REVIEWERS = Set.of(Roles.MODEL_OWNER, Roles.APPROVER);
    private static final Set<String> OPERATORS =
            Set.of(Roles.MODEL_OWNER, Roles.APPROVER, Roles.ADMIN);

    /** The whole face: a new method without a row here fails. */
    private static final Map<String, Set<String>> EXPECTED =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("create", OWNERS),
                            Map.entry("register", OWNERS),
                            Map.entry("submit", OWNERS),
                            Map.entry("writeCard", OWNERS),
                            Map.entry("approve", REVIEWERS),
                            Map.entry("reject", REVIEWERS),
                            Map.entry("deploy", OPERATORS),
                            Map.entry("rollback", OPERATORS),
                            Map.entry("stop", OPERATORS),
                            Map.entry("resume", OPERATORS),
                            Map.entry("models", Roles.PROVIDER),
                            Map.entry("model", Roles.PROVIDER),
                            Map.entry("version", Roles.PROVIDER),
                            Map.entry("card", Roles.PROVIDER)));

    @Test
    void everyMethodOfTheFace_isForTheRolesOfTheTable() throws NoSuchMethodException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (Method face : Registry.class.getMethods()) {
            Method bean = RegistryBean.class.getMethod(face.getName(), face.getParameterTypes());
            RolesAllowed roles = bean.getAnnotation(RolesAllowed.class);
            found.put(
                    face.getName(),
                    roles == null ? Set.of() : new TreeSet<>(Arrays.asList(roles.value())));
        }

        assertThat(found).isEqualTo(EXPECTED);
    }
}
