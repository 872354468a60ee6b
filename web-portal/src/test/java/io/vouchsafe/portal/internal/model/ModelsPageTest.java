package io.vouchsafe.portal.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.testing.FakeNotices;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRegistry;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsPageTest {
    private final FakeRegistry registry = new FakeRegistry();
    private FakeNotices notices;

    @Test
    void versions_standNewestFirstWithinTheirModel() {
        registry.version("risk", 1, VersionState.DEPLOYED, "a", "a");
        registry.version("risk", 2, VersionState.DRAFT, "a", null);
        registry.version("text", 1, VersionState.DRAFT, "a", null);

        assertThat(page(Map.of()).getRows())
                .extracting(ModelsPage.Row::getName)
                .containsExactly("risk@2", "risk@1", "text@1");
    }

    @ParameterizedTest(name = "state {0}, words {1}: {2}")
    @CsvSource({
        "DRAFT, '', risk@2 text@1",
        "'', RISK, risk@2 risk@1",
        "'', sha256:ab2, risk@2",
        "DEPLOYED, text, ''",
        "NONSENSE, '', risk@2 risk@1 text@1"
    })
    void filters_standInTheAddress(String state, String words, String rows) {
        registry.version("risk", 1, VersionState.DEPLOYED, "a", "a");
        registry.version("risk", 2, VersionState.DRAFT, "a", null);
        registry.version("text", 1, VersionState.DRAFT, "a", null);

        assertThat(
                        String.join(
                                " ",
                                page(Map.of("state", state, "q", words)).getRows().stream()
                                        .map(ModelsPage.Row::getName)
                                        .toList()))
                .isEqualTo(rows);
    }

    @Test
    void noVersionAtAll_isEmpty_whateverIsFiltered() {
        registry.model("bare");

        assertThat(page(Map.of("state", "DRAFT")).isBare()).isTrue();
        assertThat(page(Map.of()).getModelCount()).isEqualTo(1);
    }

    @Test
    void aNewName_makesAModelFirst() {
        ModelsPage page = page(Map.of());
        page.setName(" new-model ");

        String next = page.register(archive());

        assertThat(registry.done).containsExactly("create new-model", "upload new-model zip");
        assertThat(next).isEqualTo("version.xhtml?model=new-model&version=1");
        assertThat(notices.said).hasSize(1).noneMatch(said -> said.startsWith("!"));
    }

    @Test
    void aKnownName_getsAVersion() {
        registry.model("risk");
        ModelsPage page = page(Map.of());
        page.setName("risk");

        page.register(archive());

        assertThat(registry.done).containsExactly("upload risk zip");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"", "  ", "../x", "a b", "-x", "名称"})
    void aNameThatIsNone_uploadsNothing(String name) {
        ModelsPage page = page(Map.of());
        page.setName(name);

        assertThat(page.register(archive())).startsWith("models.xhtml");
        assertThat(registry.done).isEmpty();
        assertThat(notices.said).hasSize(1).allMatch(said -> said.startsWith("!"));
    }

    @Test
    void anArchiveThatIsRefused_saysWhy() {
        registry.model("risk");
        registry.declines(
                Outcome.Kind.INVALID, "model-unsafe-op", "'ReadFile' may not be in a model.");
        ModelsPage page = page(Map.of());
        page.setName("risk");

        assertThat(page.register(archive())).isEqualTo("models.xhtml?model=risk");
        assertThat(notices.said)
                .containsExactly(
                        "!The model holds an operation that is not allowed / 'ReadFile' may not be"
                                + " in a model.");
    }

    @Test
    void withoutAnArchive_nothingIsUploaded_andTheNameIsKept() throws IOException {
        ModelsPage page = page(Map.of());
        page.setName("risk");

        assertThat(page.upload()).isEqualTo("models.xhtml?model=risk&faces-redirect=true");
        assertThat(registry.done).isEmpty();
        assertThat(notices.said).hasSize(1).allMatch(said -> said.startsWith("!"));
        assertThat(page(Map.of("model", "risk")).getName()).isEqualTo("risk");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"model-owner, true", "admin, true", "approver, false", "auditor, false"})
    void onlyThoseWhoMay_seeTheUpload(String role, boolean may) {
        assertThat(page(FakePeople.provider("me", role), Map.of()).isMayUpload()).isEqualTo(may);
    }

    private static InputStream archive() {
        return new ByteArrayInputStream("zip".getBytes(StandardCharsets.UTF_8));
    }

    private ModelsPage page(Map<String, String> address) {
        return page(FakePeople.provider("owner", Roles.MODEL_OWNER), address);
    }

    private ModelsPage page(FakePeople people, Map<String, String> address) {
        notices =
                new FakeNotices(
                        new Frame(
                                people,
                                new FakeTrail(),
                                new FakePartners(),
                                new FakeRequest().build()));
        return new ModelsPage(people, registry, registry, notices, Address.with(address));
    }
}
