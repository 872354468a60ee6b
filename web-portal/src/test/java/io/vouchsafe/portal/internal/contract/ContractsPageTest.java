package io.vouchsafe.portal.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractsPageTest {
    private final FakePartners partners =
            new FakePartners().partner("acme", "Acme Retail").partner("oriel", "Oriel Freight");

    @Test
    void aPartner_seesItsOwn() {
        partners.contract("C-2026-0001", "acme", ContractState.ACTIVE, "risk");
        partners.contract("C-2026-0002", "oriel", ContractState.ACTIVE, "risk");

        ContractsPage page =
                page(
                        FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN),
                        new FakeRequest(),
                        Map.of());

        assertThat(page.getContracts()).hasSize(1);
        assertThat(page.badge(page.getContracts().getFirst())).isEqualTo(Badge.CONTRACT_ACTIVE);
        assertThat(page.models(page.getContracts().getFirst())).containsExactly("risk");
    }

    @Test
    void aView_showsOneState_andAnEmptyOneIsNotAnEmptyList() {
        partners.contract("C-2026-0001", "acme", ContractState.ACTIVE, "risk");

        ContractsPage page =
                page(
                        FakePeople.provider("me", Roles.ADMIN),
                        new FakeRequest(),
                        Map.of("state", "OFFERED"));

        assertThat(page.getContracts()).isEmpty();
        assertThat(page.isBare()).isFalse();
        assertThat(page.shows("OFFERED")).isTrue();
        assertThat(page.view("")).isEqualTo("contracts.xhtml");
    }

    @Test
    void onePartnerInSight_leavesOutTheOthers() {
        partners.contract("C-2026-0001", "acme", ContractState.ACTIVE, "risk");

        ContractsPage page =
                page(
                        FakePeople.provider("me", Roles.ADMIN),
                        new FakeRequest().cookie("vs-partner", "oriel"),
                        Map.of());

        assertThat(page.isBare()).isTrue();
    }

    @Test
    void aContractThatWaitsForThisSide_isWhatComesNext() {
        partners.contract("C-2026-0001", "acme", ContractState.OFFERED, "risk");

        assertThat(
                        page(
                                        FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN),
                                        new FakeRequest(),
                                        Map.of())
                                .getNext())
                .contains("your signature");
        assertThat(
                        page(
                                        FakePeople.partner("dev", "acme", Roles.PARTNER_DEVELOPER),
                                        new FakeRequest(),
                                        Map.of())
                                .getNext())
                .doesNotContain("your signature");
    }

    private ContractsPage page(
            FakePeople people, FakeRequest request, Map<String, String> address) {
        Frame frame = new Frame(people, new FakeTrail(), partners, request.build());
        ContractsPage page = new ContractsPage(people, partners, frame, Address.with(address));
        page.load();
        return page;
    }
}
