package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VKeyTest {

    /** The published key of Go's checksum database. */
    private static final String SUM_GOLANG_ORG =
            "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

    @Test
    void publishedKeyIsReadAndWrittenBack() {
        VKey key = VKey.parse(SUM_GOLANG_ORG);

        assertThat(key.name()).isEqualTo("sum.golang.org");
        assertThat(key.idHex()).isEqualTo("033de0ae");
        assertThat(key.id()).isEqualTo(0x033de0ae);
        assertThat(key.type()).contains(SignatureType.ED25519);
        assertThat(key.publicKey()).hasSize(32);
        assertThat(key.encode()).isEqualTo(SUM_GOLANG_ORG).isEqualTo(key.toString());
        assertThat(key).isEqualTo(VKey.parse(SUM_GOLANG_ORG)).hasSameHashCodeAs(key);
    }

    @Test
    void postQuantumKeyIsReadAndWrittenBack() {
        VKey key = Samples.COSIGNER.key();

        assertThat(VKey.parse(key.encode())).isEqualTo(key);
        assertThat(key.typeCode()).isEqualTo(0x06);
        assertThat(key.publicKey()).hasSize(1312);
    }

    @Test
    void sameKeyUnderAnotherTypeHasAnotherId() {
        byte[] raw = Samples.LOG.key().publicKey();
        VKey plain = VKey.of("log.example", SignatureType.ED25519, raw);
        VKey cosigner = VKey.of("log.example", SignatureType.ED25519_COSIGNATURE, raw);

        assertThat(plain.id()).isNotEqualTo(cosigner.id());
        assertThat(plain).isNotEqualTo(cosigner);
        assertThat(plain).isNotEqualTo(VKey.of("other.example", SignatureType.ED25519, raw));
    }

    @Test
    void keyOfAnUnassignedTypeIsCarriedButNotKnown() {
        VKey key = VKey.ofUnassigned("log.example", 0xff, Samples.bytes("sm2-with-sm3:key"));

        assertThat(VKey.parse(key.encode())).isEqualTo(key);
        assertThat(key.type()).isEmpty();
        assertThatThrownBy(() -> VKey.ofUnassigned("log.example", 256, new byte[1]))
                .isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one digit of the ID differs | sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "upper-case ID | sum.golang.org+033DE0AE+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "short ID | sum.golang.org+33de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "another name | sum.golang.com+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "no name | +033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "a space in the name | sum golang+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "two parts only | sum.golang.org+033de0ae",
                "cut key | sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8O",
                "no key | sum.golang.org+033de0ae+",
                "no base64 | sum.golang.org+033de0ae+Ac4zctda0e5eza*HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "padding added | sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8=",
            })
    void malformedKeys_areRefused(String reason, String line) {
        assertThatThrownBy(() -> VKey.parse(line))
                .as(reason)
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a+b",
                "a\tb",
                "a\nb",
                "a\u00a0b",
                "a\u2003b",
                "a\u0085b",
                "\ud800"
            })
    void namesThatASignatureLineCannotHold_areRefused(String name) {
        byte[] raw = Samples.LOG.key().publicKey();

        assertThatThrownBy(() -> VKey.of(name, SignatureType.ED25519, raw))
                .isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @CsvSource({"ED25519, 31", "ED25519, 0", "ML_DSA_44_COSIGNATURE, 1311"})
    void keysOfTheWrongLength_areRefused(SignatureType type, int bytes) {
        assertThatThrownBy(() -> VKey.of("log.example", type, new byte[bytes]))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void idIsTheOneOfTheSignedNoteDocument() throws Exception {
        byte[] raw = Samples.LOG.key().publicKey();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(Samples.bytes("log.example\n\u0001"));
        byte[] digest = sha256.digest(raw);

        String line = VKey.of("log.example", SignatureType.ED25519, raw).encode();

        assertThat(line).startsWith("log.example+" + HexFormat.of().formatHex(digest, 0, 4) + "+");
    }
}
