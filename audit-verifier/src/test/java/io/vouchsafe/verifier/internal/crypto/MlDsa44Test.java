package io.vouchsafe.verifier.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MlDsa44Test {

    private static final byte[] SEED = new byte[32];
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

    /** SubjectPublicKeyInfo of id-ml-dsa-44 up to the raw key. */
    private static final byte[] X509_PREFIX =
            HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

    @Test
    void signaturesHaveTheStandardsSizes_andVerify() {
        byte[] key = MlDsa44.publicKey(SEED);
        byte[] signature = MlDsa44.sign(SEED, MESSAGE);

        assertThat(key).hasSize(1312);
        assertThat(signature).hasSize(2420).isEqualTo(MlDsa44.sign(SEED, MESSAGE));
        assertThat(MlDsa44.verifies(key, MESSAGE, signature)).isTrue();
    }

    @Test
    void jdksOwnImplementationAgreesBothWays() throws Exception {
        assumeTrue(
                Runtime.version().feature() >= 24,
                "SKIPPED: this JDK has no ML-DSA to compare with");
        Signature jdk = Signature.getInstance("ML-DSA-44");

        jdk.initVerify(jdkKey(MlDsa44.publicKey(SEED)));
        jdk.update(MESSAGE);
        assertThat(jdk.verify(MlDsa44.sign(SEED, MESSAGE))).isTrue();

        KeyPair pair = KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();
        jdk.initSign(pair.getPrivate());
        jdk.update(MESSAGE);
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 1312, encoded.length);
        assertThat(MlDsa44.verifies(raw, MESSAGE, jdk.sign())).isTrue();
    }

    private static PublicKey jdkKey(byte[] raw) throws Exception {
        byte[] der = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + raw.length);
        System.arraycopy(raw, 0, der, X509_PREFIX.length, raw.length);
        return KeyFactory.getInstance("ML-DSA-44").generatePublic(new X509EncodedKeySpec(der));
    }

    @Test
    void everyFlippedByteOfASignature_isNoticed() {
        byte[] key = MlDsa44.publicKey(SEED);
        byte[] signature = MlDsa44.sign(SEED, MESSAGE);
        for (int i = 0; i < signature.length; i++) {
            byte[] changed = signature.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            assertThat(MlDsa44.verifies(key, MESSAGE, changed)).as("byte %s", i).isFalse();
        }
    }

    @Test
    void otherMessageOrKey_isNoticed() {
        byte[] signature = MlDsa44.sign(SEED, MESSAGE);
        byte[] otherSeed = new byte[32];
        otherSeed[0] = 1;

        assertThat(MlDsa44.verifies(MlDsa44.publicKey(otherSeed), MESSAGE, signature)).isFalse();
        assertThat(MlDsa44.verifies(MlDsa44.publicKey(SEED), new byte[0], signature)).isFalse();
    }

    @Test
    void malformedKeysAndSignatures_areFalseNotFaults() {
        byte[] key = MlDsa44.publicKey(SEED);
        byte[] full = new byte[2420];
        Arrays.fill(full, (byte) 0xff);

        assertThat(MlDsa44.verifies(key, MESSAGE, new byte[2420])).isFalse();
        assertThat(MlDsa44.verifies(key, MESSAGE, full)).isFalse();
        assertThat(MlDsa44.verifies(key, MESSAGE, new byte[2419])).isFalse();
        assertThat(MlDsa44.verifies(key, MESSAGE, new byte[0])).isFalse();
        assertThat(MlDsa44.verifies(new byte[1311], MESSAGE, new byte[2420])).isFalse();
        assertThat(MlDsa44.verifies(new byte[1312], MESSAGE, new byte[2420])).isFalse();
        assertThatThrownBy(() -> MlDsa44.publicKey(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
