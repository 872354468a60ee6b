package io.vouchsafe.portal.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Roles;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NavigationTest {
    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "partner-admin, home contracts receipts credentials",
        "partner-developer, home contracts receipts credentials",
        "model-owner, home models contracts log",
        "approver, home models contracts log",
        "auditor, home models contracts log credentials",
        "admin, home models contracts log credentials"
    })
    void eachRole_findsItsPages(String role, String pages) {
        List<String> found =
                links(Set.of(role), "/index.xhtml").stream().map(Navigation.Link::key).toList();

        assertThat(String.join(" ", found)).isEqualTo(pages);
    }

    @Test
    void somebodyWithTwoRoles_findsEachPageOnce() {
        List<Navigation.Link> found =
                links(Set.of(Roles.MODEL_OWNER, Roles.APPROVER, Roles.PARTNER_ADMIN), "/");

        assertThat(found).extracting(Navigation.Link::path).doesNotHaveDuplicates();
    }

    @Test
    void withoutARole_thereIsNothingToGoTo() {
        assertThat(Navigation.of(Set.of(), "/index.xhtml")).isEmpty();
    }

    @ParameterizedTest(name = "{0} belongs to {1}")
    @CsvSource({
        "/index.xhtml, /index.xhtml",
        "/version.xhtml, /models.xhtml",
        "/contract.xhtml, /contracts.xhtml",
        "/receipt.xhtml, /receipts.xhtml"
    })
    void thePageThatIsShown_isMarkedByItsList(String shown, String marked) {
        assertThat(links(Set.of(Roles.ADMIN), shown))
                .filteredOn(Navigation.Link::current)
                .extracting(Navigation.Link::path)
                .containsExactly(marked);
    }

    @Test
    void groups_standInTheirOrder() {
        assertThat(Navigation.of(Set.of(Roles.ADMIN), "/"))
                .extracting(Navigation.Group::key)
                .containsExactly("work", "models", "business", "evidence", "settings");
    }

    private static List<Navigation.Link> links(Set<String> roles, String path) {
        return Navigation.of(roles, path).stream()
                .flatMap(group -> group.links().stream())
                .toList();
    }
}
