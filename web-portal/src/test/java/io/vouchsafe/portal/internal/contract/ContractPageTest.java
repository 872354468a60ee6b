package io.vouchsafe.portal.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractStep;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.testing.FakeNotices;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractPageTest {
    private static final String ID = "C-2026-0001";

    private final FakePartners partners = new FakePartners().partner("acme", "Acme Retail");
    private FakeNotices notices;

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "DRAFT,      admin,             offer",
        "DRAFT,      partner-admin,     ''",
        "OFFERED,    admin,             withdraw",
        "OFFERED,    partner-admin,     sign",
        "OFFERED,    partner-developer, ''",
        "OFFERED,    auditor,           ''",
        "SIGNED,     admin,             countersign terminate",
        "SIGNED,     partner-admin,     terminate",
        "ACTIVE,     admin,             suspend terminate",
        "ACTIVE,     partner-admin,     terminate",
        "ACTIVE,     partner-developer, ''",
        "SUSPENDED,  admin,             reinstate terminate",
        "SUSPENDED,  partner-admin,     terminate",
        "TERMINATED, admin,             ''",
        "WITHDRAWN,  partner-admin,     ''"
    })
    void eachSide_isOfferedItsSteps(ContractState state, String role, String steps) {
        partners.contract(ID, "acme", state, "risk");

        assertThat(String.join(" ", page(role).getSteps())).isEqualTo(steps);
    }

    @Test
    void aSignature_isTakenWhenTheIdWasTyped() {
        partners.contract(ID, "acme", ContractState.OFFERED, "risk");
        ContractPage page = page(Roles.PARTNER_ADMIN);
        page.setConfirmation(" c-2026-0001 ");
        page.setComment("agreed");

        String next = page.sign();

        assertThat(partners.moves)
                .containsExactly(
                        new FakePartners.Move(new ContractId(ID), ContractStep.SIGN, "agreed"));
        assertThat(next).isEqualTo("contract.xhtml?id=C-2026-0001&faces-redirect=true");
        assertThat(notices.said).hasSize(1).noneMatch(said -> said.startsWith("!"));
    }

    @ParameterizedTest(name = "typed {0}")
    @CsvSource(
            nullValues = "-",
            value = {"-", "''", "C-2026-0002", "yes"})
    void whatCannotBeUndone_isNotDoneUnconfirmed(String typed) {
        partners.contract(ID, "acme", ContractState.ACTIVE, "risk");
        ContractPage page = page(Roles.PARTNER_ADMIN);
        page.setConfirmation(typed);

        page.terminate();
        page.sign();
        page.countersign();

        assertThat(partners.moves).isEmpty();
        assertThat(notices.said)
                .hasSize(3)
                .containsOnly("!Type “C-2026-0001” to confirm. Nothing was changed.");
    }

    @Test
    void whatCanBeUndone_needsNoConfirmation() {
        partners.contract(ID, "acme", ContractState.ACTIVE, "risk");
        ContractPage page = page(Roles.ADMIN);

        page.suspend();
        page.reinstate();
        page.offer();
        page.withdraw();

        assertThat(partners.moves)
                .extracting(FakePartners.Move::step)
                .containsExactly(
                        ContractStep.SUSPEND,
                        ContractStep.REINSTATE,
                        ContractStep.OFFER,
                        ContractStep.WITHDRAW);
    }

    @Test
    void signatures_haveAPlaceOfTheirOwn() {
        partners.contract(ID, "acme", ContractState.SIGNED, "risk");
        ContractPage page = page(Roles.ADMIN);

        assertThat(page.isToSign()).isTrue();
        assertThat(page.getHeadSteps()).containsExactly("terminate");
        assertThat(page.getNext()).isEqualTo("your signature");
    }

    @Test
    void termsAreListed_inOrder() {
        partners.contract(ID, "acme", ContractState.ACTIVE, "risk");
        ContractPage page = page(Roles.PARTNER_ADMIN);

        assertThat(page.getModels()).containsExactly("risk");
        assertThat(page.getPurposes()).containsExactly("credit-decision");
        assertThat(page.getHidden()).containsExactly("risk: logits");
        assertThat(page.getPartner()).isEqualTo("Acme Retail");
        assertThat(page.getHistory().getFirst().state()).isEqualTo(ContractState.ACTIVE);
        assertThat(page.getNext()).isEqualTo("nothing, calls are served");
    }

    @Test
    void whatEndingItWouldStop_isSaidInCalls() {
        partners.contract(ID, "acme", ContractState.ACTIVE, "risk");
        partners.used(ID, LocalDate.now(ZoneOffset.UTC).minusDays(2), 70_000, 0, "0");

        assertThat(page(Roles.ADMIN).getUse())
                .isEqualTo("About 10,000 calls a day are answered under this contract.");
    }

    private ContractPage page(String role) {
        boolean partner = role.startsWith("partner-");
        FakePeople people =
                partner ? FakePeople.partner("ada", "acme", role) : FakePeople.provider("me", role);
        Frame frame = new Frame(people, new FakeTrail(), partners, new FakeRequest().build());
        notices = new FakeNotices(frame);
        ContractPage page =
                new ContractPage(
                        people, partners, partners, notices, frame, Address.with(Map.of("id", ID)));
        page.load();
        return page;
    }
}
