package io.vouchsafe.governance.internal.registry;

import static io.vouchsafe.governance.internal.registry.RegistryNode.APPROVER;
import static io.vouchsafe.governance.internal.registry.RegistryNode.CREDIT;
import static io.vouchsafe.governance.internal.registry.RegistryNode.V1;
import static io.vouchsafe.governance.internal.registry.VersionLifeTest.declined;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.kernel.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeclinesTest {
    static Stream<Outcome<Object>> every() {
        return Stream.of(
                Declines.unknownModel(CREDIT),
                Declines.unknownVersion(V1),
                Declines.modelExists(CREDIT),
                Declines.versionExists(V1),
                Declines.wrongState(V1, "stopped", VersionState.DRAFT, Set.of()),
                Declines.fourEyes(V1, APPROVER),
                Declines.approverRoleMissing(APPROVER),
                Declines.notChampion(V1),
                Declines.noFormerChampion(V1),
                Declines.formerChampionNotDeployed(VersionLifeTest.in(VersionState.STOPPED)),
                Declines.concurrentChange("credit-risk"),
                Declines.commentTooLong(2, 1),
                Declines.cardTooLong(2, 1),
                Declines.filesRefused("'x' is a link."),
                Declines.noSignature("credit-risk"));
    }

    @ParameterizedTest
    @MethodSource("every")
    void decline_isASentenceAndHasItsPage(Outcome<Object> outcome) throws IOException {
        Outcome.Declined<Object> declined = declined(outcome);

        Path page =
                Path.of(System.getProperty("vouchsafe.root", ".."))
                        .resolve("docs/problems")
                        .resolve(declined.problem() + ".md");

        assertThat(declined.detail()).endsWith(".").doesNotContain("VOUCH").doesNotContain("%s");
        assertThat(page).exists();
        assertThat(Files.readString(page))
                .startsWith("# %s (%d)\n".formatted(declined.problem(), declined.kind().status()));
    }

    @Test
    void table_hasEveryDecline() {
        assertThat(every().count())
                .isEqualTo(
                        Stream.of(Declines.class.getDeclaredMethods())
                                .filter(method -> method.getReturnType() == Outcome.class)
                                .filter(method -> !method.isSynthetic())
                                .count());
    }
}
