package io.vouchsafe.portal.internal.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchServletTest {
    private final FakePartners partners = new FakePartners();
    private final FakeRegistry registry = new FakeRegistry().model("credit-risk");

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "01a2089b-4c08-758d-ad20-b57ebfa035a5, receipt.xhtml?id=01a2089b-4c08-758d-ad20-b57ebfa035a5",
        "'  01A2089B-4C08-758D-AD20-B57EBFA035A5 ', receipt.xhtml?id=01a2089b-4c08-758d-ad20-b57ebfa035a5",
        "C-2026-0117, contract.xhtml?id=C-2026-0117",
        "c-2026-0117@3, contract.xhtml?id=C-2026-0117",
        "credit-risk@14, version.xhtml?model=credit-risk&version=14",
        "credit-risk, models.xhtml?q=credit-risk",
        "credit-risk@0, receipts.xhtml?q=credit-risk%400",
        "unknown-model, receipts.xhtml?q=unknown-model",
        "'two words & more', receipts.xhtml?q=two+words+%26+more",
        "https://evil.example/, receipts.xhtml?q=https%3A%2F%2Fevil.example%2F",
        "//evil.example, receipts.xhtml?q=%2F%2Fevil.example",
        "'', receipts.xhtml"
    })
    void oneBox_findsAll(String words, String page) {
        SearchServlet search =
                new SearchServlet(FakePeople.provider("tom", Roles.APPROVER), registry, partners);

        assertThat(search.target(words)).isEqualTo(page);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "credit-risk, receipts.xhtml?model=credit-risk",
        "credit-risk@14, receipts.xhtml?model=credit-risk%4014",
        "secret-model, receipts.xhtml?q=secret-model"
    })
    void aPartnersPerson_findsAnswersInsteadOfModels(String words, String page) {
        partners.contract("C-2026-0001", "acme", ContractState.ACTIVE, "credit-risk");
        SearchServlet search =
                new SearchServlet(
                        FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN), registry, partners);

        assertThat(search.target(words)).isEqualTo(page);
    }
}
