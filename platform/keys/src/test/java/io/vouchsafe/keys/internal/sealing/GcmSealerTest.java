package io.vouchsafe.keys.internal.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.keys.SealBrokenException;
import io.vouchsafe.keys.internal.keystore.KeyMaterial;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcmSealerTest {
    private static final SecretKey FIRST = key(1);
    private static final SecretKey SECOND = key(2);
    private static final byte[] CONTEXT = utf8("audit.detached.explanation:42");
    private static final byte[] TEXT = utf8("income weighs 0.7");

    private final GcmSealer sealer = sealer(1, Map.of(1, FIRST));

    @Test
    void sealed_opensAgain() {
        byte[] sealed = sealer.seal(TEXT, CONTEXT);

        assertThat(sealer.open(sealed, CONTEXT)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 4096, 1 << 20})
    void everyLength_comesBack(int length) {
        byte[] plaintext = new byte[length];
        Arrays.fill(plaintext, (byte) 7);

        assertThat(sealer.open(sealer.seal(plaintext, CONTEXT), CONTEXT)).isEqualTo(plaintext);
    }

    @Test
    void form_isVersionKeyIdNonceCiphertextTag() throws Exception {
        byte[] sealed = sealer.seal(TEXT, CONTEXT);

        ByteBuffer form = ByteBuffer.wrap(sealed);
        assertThat(form.get()).isEqualTo((byte) 1);
        assertThat(form.getInt()).isEqualTo(1);
        byte[] nonce = new byte[12];
        form.get(nonce);
        byte[] rest = new byte[form.remaining()];
        form.get(rest);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, FIRST, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(sealed, 0, 5);
        cipher.updateAAD(CONTEXT);
        assertThat(cipher.doFinal(rest)).isEqualTo(TEXT);
    }

    @Test
    void everyFlippedBit_isNoticed() {
        byte[] sealed = sealer.seal(TEXT, CONTEXT);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> sealer.open(changed, CONTEXT))
                    .isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void everyCut_isNoticed() {
        byte[] sealed = sealer.seal(TEXT, CONTEXT);

        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> sealer.open(cut, CONTEXT))
                    .isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void appendedByte_isNoticed() {
        byte[] sealed = sealer.seal(TEXT, CONTEXT);

        assertThatThrownBy(() -> sealer.open(Arrays.copyOf(sealed, sealed.length + 1), CONTEXT))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void anotherContext_doesNotOpen() {
        byte[] sealed = sealer.seal(TEXT, CONTEXT);

        assertThatThrownBy(() -> sealer.open(sealed, utf8("audit.detached.explanation:43")))
                .isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> sealer.open(sealed, new byte[0]))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void sameIdOfAnotherStore_doesNotOpen() {
        byte[] sealed = sealer.seal(TEXT, CONTEXT);

        assertThatThrownBy(() -> sealer(1, Map.of(1, SECOND)).open(sealed, CONTEXT))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void unknownKey_isNamed() {
        byte[] sealed = sealer(2, Map.of(2, SECOND)).seal(TEXT, CONTEXT);

        assertThatThrownBy(() -> sealer.open(sealed, CONTEXT))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining("sealing key 2");
    }

    @Test
    void oldKey_opensAfterRotationAndTheNewOneSeals() {
        byte[] old = sealer.seal(TEXT, CONTEXT);
        GcmSealer rotated = sealer(2, Map.of(1, FIRST, 2, SECOND));

        byte[] fresh = rotated.seal(TEXT, CONTEXT);

        assertThat(rotated.open(old, CONTEXT)).isEqualTo(TEXT);
        assertThat(ByteBuffer.wrap(fresh, 1, 4).getInt()).isEqualTo(2);
    }

    @Test
    void nonces_doNotRepeat() {
        Set<ByteBuffer> nonces = new HashSet<>();

        for (int i = 0; i < 10_000; i++) {
            nonces.add(ByteBuffer.wrap(Arrays.copyOfRange(sealer.seal(TEXT, CONTEXT), 5, 17)));
        }

        assertThat(nonces).hasSize(10_000);
    }

    @Test
    void messages_holdNoPlaintext() {
        byte[] sealed = sealer.seal(TEXT, CONTEXT);
        sealed[20] ^= 1;

        assertThatThrownBy(() -> sealer.open(sealed, CONTEXT))
                .message()
                .doesNotContain("income")
                .doesNotContain("explanation:42");
    }

    static GcmSealer sealer(int current, Map<Integer, SecretKey> keys) {
        KeyMaterial material = new KeyMaterial(List.of(), keys, current, FIRST);
        return new GcmSealer(() -> material);
    }

    private static SecretKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return new SecretKeySpec(bytes, "AES");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
