package io.vouchsafe.keys.internal.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.keys.BlindIndex;
import io.vouchsafe.keys.internal.keystore.KeyMaterial;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacIndexTest {
    @Test
    void tag_isTheHmacOfDomainZeroValue() {
        // RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?"; here the same
        // key over "d", a zero byte and "v", computed with OpenSSL.
        BlindIndex index = index("Jefe");

        assertThat(HexFormat.of().formatHex(index.tag("d", "v"))).isEqualTo(EXPECTED);
    }

    private static final String EXPECTED =
            "b822628719e975ca78e0ff41c807f49cd4aecd89ba82c0598476c1ddb1ededcf";

    @Test
    void sameValue_hasTheSameTag() {
        assertThat(index("one").tag("audit.subject", "p-1"))
                .isEqualTo(index("one").tag("audit.subject", "p-1"))
                .hasSize(BlindIndex.BYTES);
    }

    @Test
    void anotherValueDomainOrKey_hasAnotherTag() {
        byte[] tag = index("one").tag("audit.subject", "p-1");

        assertThat(index("one").tag("audit.subject", "p-2")).isNotEqualTo(tag);
        assertThat(index("one").tag("privacy.subject", "p-1")).isNotEqualTo(tag);
        assertThat(index("two").tag("audit.subject", "p-1")).isNotEqualTo(tag);
    }

    @Test
    void domainAndValue_doNotRunTogether() {
        assertThat(index("one").tag("ab", "c")).isNotEqualTo(index("one").tag("a", "bc"));
        assertThatThrownBy(() -> index("one").tag("a\0b", "c"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static HmacIndex index(String key) {
        SecretKeySpec hmac = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        KeyMaterial material = new KeyMaterial(List.of(), Map.of(1, hmac), 1, hmac);
        return new HmacIndex(() -> material);
    }
}
