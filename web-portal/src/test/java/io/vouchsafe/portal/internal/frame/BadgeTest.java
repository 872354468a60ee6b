package io.vouchsafe.portal.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.partners.ContractState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadgeTest {
    private static final Set<String> SEVERITIES =
            Set.of("success", "warning", "danger", "info", "secondary");

    @ParameterizedTest
    @EnumSource(VersionState.class)
    void everyStateOfAVersion_hasABadge(VersionState state) {
        assertThat(Badge.of(state).getTextKey()).isEqualTo("version." + state);
    }

    @ParameterizedTest
    @EnumSource(ContractState.class)
    void everyStateOfAContract_hasABadge(ContractState state) {
        assertThat(Badge.of(state).getTextKey()).isEqualTo("contract." + state);
    }

    @ParameterizedTest
    @EnumSource(Decision.class)
    void everyDecision_hasABadge(Decision decision) {
        assertThat(Badge.of(decision).getTextKey()).isEqualTo("decision." + decision);
    }

    @Test
    void anEntryWithoutADecision_isAnEvent() {
        assertThat(Badge.of((Decision) null)).isEqualTo(Badge.EVENT);
    }

    @ParameterizedTest
    @EnumSource(Badge.class)
    void noColourSpeaksAlone(Badge badge) throws IOException {
        String icons = Files.readString(Path.of("src/main/webapp/WEB-INF/icons.xhtml"));

        assertThat(SEVERITIES).contains(badge.getSeverity());
        assertThat(icons).contains("<symbol id=\"" + badge.getIcon() + "\"");
        assertThat(badge.getTextKey()).isNotBlank();
    }
}
