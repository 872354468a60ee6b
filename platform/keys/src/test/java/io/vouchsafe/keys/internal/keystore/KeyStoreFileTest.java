package io.vouchsafe.keys.internal.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.keys.KeyStoreUnusableException;
import io.vouchsafe.keys.SigningKey;
import io.vouchsafe.keys.SigningKey.Algorithm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoreFileTest {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();

    @TempDir Path data;

    @Test
    void firstStart_makesStoreAndPasswordForTheOwnerAlone() throws IOException {
        KeysConfiguration configuration = generatedPassword();

        new KeyStoreFile(configuration).open();

        assertThat(Files.getPosixFilePermissions(configuration.storeFile())).isEqualTo(OWNER_ONLY);
        assertThat(Files.getPosixFilePermissions(configuration.passwordFile()))
                .isEqualTo(OWNER_ONLY);
        assertThat(Files.getPosixFilePermissions(configuration.folder()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void secondStart_findsTheSameKeys() {
        KeyMaterial first = new KeyStoreFile(generatedPassword()).open();

        KeyMaterial second = new KeyStoreFile(generatedPassword()).open();

        assertThat(publicKeys(second)).isEqualTo(publicKeys(first));
        assertThat(second.sealingKeys()).isEqualTo(first.sealingKeys());
        assertThat(second.indexKey()).isEqualTo(first.indexKey());
    }

    @Test
    void twoInstallations_shareNoKey() {
        KeyMaterial one = new KeyStoreFile(generatedPassword()).open();

        KeyMaterial other =
                new KeyStoreFile(
                                new KeysConfiguration(
                                        data.resolve("other"), Optional.empty(), "other.example"))
                        .open();

        assertThat(publicKeys(other)).doesNotContainAnyElementsOf(publicKeys(one));
        assertThat(other.sealingKeys()).isNotEqualTo(one.sealingKeys());
        assertThat(other.indexKey()).isNotEqualTo(one.indexKey());
    }

    @Test
    void ed25519_signsWhatTheJdkVerifies() throws Exception {
        SigningKey key = new KeyStoreFile(generatedPassword()).open().logKeys().getFirst();
        byte[] message = "log\n1\n".getBytes(StandardCharsets.UTF_8);

        byte[] signature = key.sign(message);

        assertThat(key.algorithm()).isEqualTo(Algorithm.ED25519);
        assertThat(key.publicKey()).hasSize(32);
        assertThat(signature).hasSize(64);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                publicKey(EdECObjectIdentifiers.id_Ed25519.getId(), "Ed25519", key, false));
        verifier.update(message);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void mlDsa44_signsWhatBouncyCastleVerifies() throws Exception {
        SigningKey key = new KeyStoreFile(generatedPassword()).open().logKeys().getLast();
        byte[] message = "subtree/v1\n\0".getBytes(StandardCharsets.UTF_8);

        byte[] signature = key.sign(message);

        assertThat(key.algorithm()).isEqualTo(Algorithm.ML_DSA_44);
        assertThat(key.publicKey()).hasSize(1312);
        assertThat(signature).hasSize(2420);
        Signature verifier = Signature.getInstance("ML-DSA-44", BOUNCY_CASTLE);
        verifier.initVerify(
                publicKey(NISTObjectIdentifiers.id_ml_dsa_44.getId(), "ML-DSA-44", key, true));
        verifier.update(message);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void bothLogKeys_bearTheOrigin() {
        KeysConfiguration configuration =
                new KeysConfiguration(data.resolve("keys"), Optional.empty(), "log.example/2026");

        List<SigningKey> keys = new KeyStoreFile(configuration).open().logKeys();

        assertThat(keys).extracting(SigningKey::name).containsOnly("log.example/2026");
    }

    @Test
    void publicKey_isACopy() {
        SigningKey key = new KeyStoreFile(generatedPassword()).open().logKeys().getFirst();

        key.publicKey()[0] ^= 1;

        assertThat(key.publicKey()).isNotEqualTo(flipped(key.publicKey(), 0));
    }

    @Test
    void givenPassword_isUsedAndWrittenNowhere() throws IOException {
        KeysConfiguration configuration = password("correct horse battery");

        new KeyStoreFile(configuration).open();

        assertThat(configuration.passwordFile()).doesNotExist();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain("correct horse battery");
            }
        }
    }

    @Test
    void wrongPassword_stopsWithASentenceThatNamesTheFile() {
        new KeyStoreFile(password("correct horse battery")).open();
        KeysConfiguration wrong = password("wrong horse battery");

        assertThatThrownBy(() -> new KeyStoreFile(wrong).open())
                .isInstanceOf(KeyStoreUnusableException.class)
                .hasMessageContaining(wrong.storeFile().toString())
                .hasMessageContaining("VOUCHSAFE_KEYSTORE_PASSWORD")
                .hasMessageContaining("restore")
                .message()
                .doesNotContain("wrong horse battery");
    }

    @Test
    void wrongPassword_leavesTheStoreUntouched() throws IOException {
        KeysConfiguration right = password("correct horse battery");
        new KeyStoreFile(right).open();
        byte[] before = Files.readAllBytes(right.storeFile());

        assertThatThrownBy(() -> new KeyStoreFile(password("wrong horse battery")).open())
                .isInstanceOf(KeyStoreUnusableException.class);

        assertThat(Files.readAllBytes(right.storeFile())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.25, 0.5, 0.75, 0.99})
    void anyFlippedByte_isNoticed(double place) throws IOException {
        KeysConfiguration configuration = generatedPassword();
        new KeyStoreFile(configuration).open();
        byte[] bytes = Files.readAllBytes(configuration.storeFile());
        Files.write(configuration.storeFile(), flipped(bytes, (int) (place * bytes.length)));

        assertThatThrownBy(() -> new KeyStoreFile(configuration).open())
                .isInstanceOf(KeyStoreUnusableException.class)
                .hasMessageContaining(configuration.storeFile().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 1000})
    void cutStore_isNoticedAndNotReplaced(int length) throws IOException {
        KeysConfiguration configuration = generatedPassword();
        new KeyStoreFile(configuration).open();
        byte[] cut = Arrays.copyOf(Files.readAllBytes(configuration.storeFile()), length);
        Files.write(configuration.storeFile(), cut);

        assertThatThrownBy(() -> new KeyStoreFile(configuration).open())
                .isInstanceOf(KeyStoreUnusableException.class)
                .hasMessageContaining(configuration.storeFile().toString());
        assertThat(Files.readAllBytes(configuration.storeFile())).isEqualTo(cut);
    }

    @Test
    void lostPasswordFile_isNamed() throws IOException {
        KeysConfiguration configuration = generatedPassword();
        new KeyStoreFile(configuration).open();
        Files.delete(configuration.passwordFile());

        assertThatThrownBy(() -> new KeyStoreFile(configuration).open())
                .isInstanceOf(KeyStoreUnusableException.class)
                .hasMessageContaining(configuration.passwordFile().toString())
                .hasMessageContaining(configuration.storeFile().toString());
    }

    @Test
    void storeWithoutAKey_namesTheKey() throws Exception {
        KeysConfiguration configuration = password("correct horse battery");
        new KeyStoreFile(configuration).open();
        KeyStore store = KeyStore.getInstance("BCFKS", BOUNCY_CASTLE);
        char[] password = "correct horse battery".toCharArray();
        try (var in = Files.newInputStream(configuration.storeFile())) {
            store.load(in, password);
        }
        store.deleteEntry(KeyStoreFile.ML_DSA_44);
        try (OutputStream out = Files.newOutputStream(configuration.storeFile())) {
            store.store(out, password);
        }

        assertThatThrownBy(() -> new KeyStoreFile(configuration).open())
                .isInstanceOf(KeyStoreUnusableException.class)
                .hasMessageContaining(KeyStoreFile.ML_DSA_44)
                .hasMessageContaining(configuration.storeFile().toString());
    }

    @Test
    void crashBetweenPasswordAndStore_isCarriedOn() throws IOException {
        KeysConfiguration configuration = generatedPassword();
        Files.createDirectories(configuration.folder());
        Files.writeString(configuration.passwordFile(), "left-by-a-crash-0123456789\n");
        Files.writeString(configuration.folder().resolve("vouchsafe.bcfks.77.tmp"), "half");

        KeyMaterial first = new KeyStoreFile(configuration).open();

        assertThat(Files.readString(configuration.passwordFile())).startsWith("left-by-a-crash");
        assertThat(publicKeys(new KeyStoreFile(configuration).open())).isEqualTo(publicKeys(first));
    }

    @Test
    void unwritableFolder_isNamed() throws IOException {
        Files.writeString(data.resolve("keys"), "a file stands where the folder should");

        assertThatThrownBy(() -> new KeyStoreFile(generatedPassword()).open())
                .isInstanceOf(KeyStoreUnusableException.class)
                .hasMessageContaining(data.resolve("keys").toString());
    }

    @Test
    void startsAtTheSameMoment_endWithOneStore() throws Exception {
        Callable<List<String>> start =
                () -> publicKeys(new OpenedKeys(generatedPassword()).material());

        Set<List<String>> keys = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var started : threads.invokeAll(Collections.nCopies(4, start))) {
                keys.add(started.get());
            }
        }

        assertThat(keys).hasSize(1);
    }

    @Test
    void askingWhetherPresent_makesNothing() {
        OpenedKeys keys = new OpenedKeys(generatedPassword());

        boolean before = keys.present();
        keys.logKeys();

        assertThat(before).isFalse();
        assertThat(keys.present()).isTrue();
        assertThat(keys.location()).endsWith("vouchsafe.bcfks");
    }

    @Test
    void nothingPrintsASecret() throws IOException {
        KeysConfiguration configuration = password("correct horse battery");
        KeyMaterial material = new KeyStoreFile(configuration).open();

        assertThat(configuration.toString()).doesNotContain("horse");
        assertThat(material.toString()).isEqualTo("KeyMaterial[hidden]");
        assertThat(material.logKeys().toString()).doesNotContain("private");
    }

    private KeysConfiguration generatedPassword() {
        return new KeysConfiguration(
                data.resolve("keys"), Optional.empty(), KeysConfiguration.DEFAULT_ORIGIN);
    }

    private KeysConfiguration password(String password) {
        return new KeysConfiguration(
                data.resolve("keys"),
                Optional.of(new Password(password)),
                KeysConfiguration.DEFAULT_ORIGIN);
    }

    private static List<String> publicKeys(KeyMaterial material) {
        return material.logKeys().stream()
                .map(key -> HexFormat.of().formatHex(key.publicKey()))
                .toList();
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    private static PublicKey publicKey(
            String oid, String algorithm, SigningKey key, boolean bouncyCastle) throws Exception {
        var info =
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(
                                new org.bouncycastle.asn1.ASN1ObjectIdentifier(oid)),
                        key.publicKey());
        KeyFactory factory =
                bouncyCastle
                        ? KeyFactory.getInstance(algorithm, BOUNCY_CASTLE)
                        : KeyFactory.getInstance(algorithm);
        return factory.generatePublic(new X509EncodedKeySpec(info.getEncoded()));
    }
}
