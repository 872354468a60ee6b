package io.vouchsafe.portal.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.ReceiptId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressTest {
    @Test
    void aParameter_isReadWithoutBlanks() {
        Address address = Address.with(Map.of("q", "  a b ", "empty", "  "));

        assertThat(address.get("q")).contains("a b");
        assertThat(address.get("empty")).isEmpty();
        assertThat(address.get("absent")).isEmpty();
    }

    @Test
    void aParameterThatIsFarTooLong_isNotRead() {
        assertThat(Address.with(Map.of("q", "x".repeat(301))).get("q")).isEmpty();
    }

    @Test
    void aValueThatIsNone_isNotThere() {
        assertThat(Address.with(Map.of("id", "x")).get("id", ReceiptId::parse)).isEmpty();
    }

    @Test
    void anAddress_isEncodedAndLeavesOutWhatIsBlank() {
        assertThat(Address.of("a.xhtml", "q", "x&y=ü", "p", "", "r", null, "s", "1"))
                .isEqualTo("a.xhtml?q=x%26y%3D%C3%BC&s=1");
        assertThat(Address.of("a.xhtml")).isEqualTo("a.xhtml");
        assertThat(Address.of("a.xhtml?b=1", "c", "2")).isEqualTo("a.xhtml?b=1&c=2");
    }

    @Test
    void aPagesForms_sendWhatThePageIsAbout_andNothingElse() {
        Address address = Address.with(Map.of("model", "risk", "version", "3", "other", "x"));

        assertThat(address.getParameters())
                .containsExactly(Map.entry("model", "risk"), Map.entry("version", "3"));
    }
}
