package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final VKey LOG = Samples.LOG.key();
    private static final VKey COSIGNER = Samples.COSIGNER.key();

    @Test
    void fileHoldsOneKeyPerLine_betweenCommentsAndBlanks() {
        String file = "# ours\n\n" + LOG + "\r\n   \n  " + COSIGNER + "  \n# end";

        KeyRing ring = KeyRing.parse(Samples.bytes(file));

        assertThat(ring.keys()).containsExactlyInAnyOrder(LOG, COSIGNER);
        assertThat(ring.find(LOG.name(), LOG.id())).contains(LOG);
    }

    @Test
    void keyIsFoundOnlyByNameAndIdTogether() {
        KeyRing ring = KeyRing.of(LOG);

        assertThat(ring.find(LOG.name(), LOG.id() + 1)).isEmpty();
        assertThat(ring.find("other.example", LOG.id())).isEmpty();
        assertThat(ring.has(LOG.name(), SignatureType.ED25519)).isTrue();
        assertThat(ring.has(LOG.name(), SignatureType.ML_DSA_44_COSIGNATURE)).isFalse();
        assertThat(ring.has("other.example", SignatureType.ED25519)).isFalse();
    }

    @Test
    void sameKeyTwice_isOneKey() {
        KeyRing ring = KeyRing.parse(Samples.bytes(LOG + "\n" + LOG + "\n"));

        assertThat(ring.keys()).containsExactly(LOG);
    }

    @Test
    void fileWithoutKeys_isRefused() {
        assertThatThrownBy(() -> KeyRing.parse(Samples.bytes("# nothing\n")))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("/log/keys");
    }

    @Test
    void malformedLine_isNamed() {
        String file = "# ours\n" + LOG + "\nrubbish\n";

        assertThatThrownBy(() -> KeyRing.parse(Samples.bytes(file)))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("Line 3 of the keys file");
    }

    @Test
    void everyFlippedBitOfAKeyLine_isNoticed() {
        byte[] file = Samples.bytes(LOG.encode());
        for (int i = 0; i < file.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = file.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> KeyRing.parse(changed))
                        .as("byte %s bit %s", i, bit)
                        .isInstanceOf(MalformedException.class);
            }
        }
    }

    @Test
    void fileThatIsNoText_isRefused() {
        assertThatThrownBy(() -> KeyRing.parse(new byte[] {(byte) 0xff, (byte) 0xfe}))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.ENCODING));
    }

    @Test
    void twoKeysThatALineCouldMean_areRefused() {
        VKey[] pair = collidingKeys();

        assertThat(pair[0].id()).isEqualTo(pair[1].id());
        assertThatThrownBy(() -> KeyRing.of(pair))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("share name and ID");
    }

    /** Key IDs have 32 bits, so a birthday search over some 100,000 made-up keys finds a pair. */
    private static VKey[] collidingKeys() {
        Map<Integer, VKey> seen = new HashMap<>();
        for (int i = 0; ; i++) {
            VKey key = VKey.ofUnassigned("log.example", 0xff, Samples.bytes("key " + i));
            VKey before = seen.put(key.id(), key);
            if (before != null) {
                return new VKey[] {before, key};
            }
        }
    }
}
