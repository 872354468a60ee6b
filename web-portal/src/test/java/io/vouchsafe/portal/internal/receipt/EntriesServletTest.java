package io.vouchsafe.portal.internal.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntriesServletTest {
    private final FakeTrail trail = new FakeTrail();

    @Test
    void aLine_hasEveryColumn() {
        ReceiptId id = trail.answer("acme", "risk@3", null);

        List<String> lines = csv(FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN));

        assertThat(lines.get(0).split(",")).hasSize(15);
        assertThat(lines.get(1))
                .isEqualTo(
                        "0,"
                                + id
                                + ",2026-11-23T13:32:05Z,prediction,ALLOW,,acme,C-2026-0001@2,risk@3,"
                                + "key:abc,credit-decision,3,0.04,EUR,true");
    }

    @Test
    void longLists_areReadPageByPage_andNothingIsLost() {
        for (int i = 0; i < 450; i++) {
            trail.answer("acme", "risk@3", null);
        }

        List<String> lines = csv(FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN));

        assertThat(lines).hasSize(451);
        assertThat(trail.asked).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void anotherPartnersEntries_areNotInTheFile() {
        trail.answer("oriel", "risk@3", null);

        assertThat(csv(FakePeople.partner("ada", "acme", Roles.PARTNER_ADMIN))).hasSize(1);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, plain",
                "`a,b`, `\"a,b\"`",
                "`say \"x\"`, `\"say \"\"x\"\"\"`",
                "=1+1, `'=1+1`",
                "@cmd, `'@cmd`",
                "-2, `'-2`"
            })
    void aField_isQuotedAndNoFormula(String value, String field) {
        assertThat(EntriesServlet.field(value)).isEqualTo(field);
    }

    @Test
    void nothing_isAnEmptyField() {
        assertThat(EntriesServlet.field(null)).isEmpty();
        assertThat(EntriesServlet.field("")).isEmpty();
    }

    private List<String> csv(FakePeople people) {
        Frame frame = new Frame(people, trail, new FakePartners(), new FakeRequest().build());
        Address address = Address.with(Map.of());
        StringWriter text = new StringWriter();
        new EntriesServlet(people, trail, frame, address)
                .write(new EntryFilter(address, Optional.empty()), new PrintWriter(text));
        return List.of(text.toString().split("\r\n"));
    }
}
