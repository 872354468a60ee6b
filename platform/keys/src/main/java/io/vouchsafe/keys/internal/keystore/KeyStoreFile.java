package io.vouchsafe.keys.internal.keystore;

import io.vouchsafe.keys.SigningKey;
import io.vouchsafe.keys.SigningKey.Algorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * The suite's key store: BCFKS, AES-256 encrypted, integrity protected. Created whole at the first
 * start; a second process that starts at the same moment waits and opens the first one's.
 */
final class KeyStoreFile {
    static final String ED25519 = "log-ed25519";
    static final String ML_DSA_44 = "log-ml-dsa-44";
    static final String SEALING = "sealing-";
    static final String INDEX = "blind-index";

    private static final String TYPE = "BCFKS";

    private final KeysConfiguration configuration;
    private final Provider bouncyCastle = new BouncyCastleProvider();

    KeyStoreFile(KeysConfiguration configuration) {
        this.configuration = configuration;
    }

    boolean present() {
        return Files.exists(configuration.storeFile());
    }

    /** Opens the store, or makes it when there is none. */
    KeyMaterial open() {
        Path file = configuration.storeFile();
        if (!present()) {
            synchronized (KeyStoreFile.class) { // a file lock keeps out other processes only
                create(file);
            }
        }
        return read(file);
    }

    private void create(Path file) {
        try {
            PrivateFile.createFolder(configuration.folder());
            try (FileChannel channel =
                            FileChannel.open(
                                    configuration.folder().resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !present()) {
                    PrivateFile.write(file, NewKeyStore.bytes(bouncyCastle, passwordForNew()));
                    KeysMessages.LOG.created(file);
                }
            }
        } catch (IOException | GeneralSecurityException fault) {
            throw KeysMessages.LOG.notWritable(file, fault);
        }
    }

    private char[] passwordForNew() throws IOException {
        if (configuration.password().isPresent()) {
            return configuration.password().get().reveal();
        }
        Password kept = passwordInFile();
        if (kept == null) { // else: an earlier start ended between password and store
            kept = Password.fresh();
            byte[] line = (new String(kept.reveal()) + "\n").getBytes(StandardCharsets.US_ASCII);
            PrivateFile.write(configuration.passwordFile(), line);
        }
        return kept.reveal();
    }

    private @Nullable Password passwordInFile() throws IOException {
        Path file = configuration.passwordFile();
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        return text.isEmpty() ? null : new Password(text);
    }

    private char[] passwordForExisting(Path file) throws IOException {
        if (configuration.password().isPresent()) {
            return configuration.password().get().reveal();
        }
        Password kept = passwordInFile();
        if (kept == null) {
            throw KeysMessages.LOG.passwordMissing(file, configuration.passwordFile());
        }
        return kept.reveal();
    }

    private KeyMaterial read(Path file) {
        KeyStore store;
        char[] password;
        try {
            if (PrivateFile.readableByOthers(file)) {
                KeysMessages.LOG.readableByOthers(file);
            }
            password = passwordForExisting(file);
            store = KeyStore.getInstance(TYPE, bouncyCastle);
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password);
        } catch (io.vouchsafe.keys.KeyStoreUnusableException noPassword) {
            throw noPassword;
        } catch (IOException | GeneralSecurityException | RuntimeException fault) {
            // Bouncy Castle answers some damage with unchecked exceptions of its parser
            throw KeysMessages.LOG.doesNotOpen(file, configuration.passwordFile(), fault);
        }
        return material(new OpenStore(file, store, password));
    }

    private KeyMaterial material(OpenStore open) {
        Map<Integer, SecretKey> sealing = new HashMap<>();
        for (String alias : open.aliases()) {
            if (alias.startsWith(SEALING)) {
                int id = Integer.parseInt(alias.substring(SEALING.length()));
                sealing.put(id, open.key(alias, SecretKey.class));
            }
        }
        if (sealing.isEmpty()) {
            throw KeysMessages.LOG.keyMissing(
                    open.file(), SEALING + "1", new IllegalStateException("No such entry"));
        }
        return new KeyMaterial(
                List.of(
                        signingKey(open, ED25519, Algorithm.ED25519),
                        signingKey(open, ML_DSA_44, Algorithm.ML_DSA_44)),
                sealing,
                Collections.max(sealing.keySet()),
                open.key(INDEX, SecretKey.class));
    }

    private SigningKey signingKey(OpenStore open, String alias, Algorithm algorithm) {
        PrivateKey stored = open.key(alias, PrivateKey.class);
        byte[] publicKey = open.publicKey(alias);
        if (algorithm == Algorithm.ML_DSA_44) {
            return new StoredSigningKey(
                    configuration.origin(), algorithm, stored, publicKey, bouncyCastle);
        }
        return new StoredSigningKey(
                configuration.origin(), algorithm, jdkKey(open, alias, stored), publicKey, JDK);
    }

    private static final Provider JDK = Objects.requireNonNull(Security.getProvider("SunEC"));

    /** The JDK's own key: its Ed25519 is faster than Bouncy Castle's. */
    private static PrivateKey jdkKey(OpenStore open, String alias, PrivateKey stored) {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(stored.getEncoded());
            byte[] withoutPublicKey =
                    new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), info.parsePrivateKey())
                            .getEncoded();
            return KeyFactory.getInstance("Ed25519", JDK)
                    .generatePrivate(new PKCS8EncodedKeySpec(withoutPublicKey));
        } catch (IOException | GeneralSecurityException fault) {
            throw KeysMessages.LOG.keyMissing(open.file(), alias, fault);
        }
    }

    /** A store that its password opened. */
    private record OpenStore(Path file, KeyStore store, char[] password) {
        List<String> aliases() {
            try {
                return Collections.list(store.aliases());
            } catch (GeneralSecurityException fault) {
                throw KeysMessages.LOG.keyMissing(file, SEALING, fault);
            }
        }

        <K extends Key> K key(String alias, Class<K> type) {
            try {
                return type.cast(Objects.requireNonNull(store.getKey(alias, password)));
            } catch (GeneralSecurityException | RuntimeException fault) {
                throw KeysMessages.LOG.keyMissing(file, alias, fault);
            }
        }

        byte[] publicKey(String alias) {
            try {
                Certificate certificate = Objects.requireNonNull(store.getCertificate(alias));
                return raw(certificate.getPublicKey().getEncoded());
            } catch (GeneralSecurityException | RuntimeException fault) {
                throw KeysMessages.LOG.keyMissing(file, alias, fault);
            }
        }
    }

    /** The bit string of a SubjectPublicKeyInfo (RFC 8410; FIPS 204 in X.509 the same way). */
    static byte[] raw(byte[] subjectPublicKeyInfo) {
        return SubjectPublicKeyInfo.getInstance(subjectPublicKeyInfo)
                .getPublicKeyData()
                .getOctets();
    }

    /** How a store is filled. */
    private static final class NewKeyStore {
        static byte[] bytes(Provider bouncyCastle, char[] password)
                throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance(TYPE, bouncyCastle);
            store.load(null, null);
            put(store, ED25519, Algorithm.ED25519, bouncyCastle, password);
            put(store, ML_DSA_44, Algorithm.ML_DSA_44, bouncyCastle, password);
            store.setKeyEntry(SEALING + "1", FreshKeys.aes256(), password, null);
            store.setKeyEntry(INDEX, FreshKeys.hmacSha256(), password, null);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            return bytes.toByteArray();
        }

        private static void put(
                KeyStore store,
                String alias,
                Algorithm algorithm,
                Provider bouncyCastle,
                char[] password)
                throws GeneralSecurityException, IOException {
            String name = StoredSigningKey.jcaName(algorithm);
            KeyPair pair = FreshKeys.pair(name, bouncyCastle);
            Certificate certificate = FreshKeys.selfSigned(name, pair, bouncyCastle);
            store.setKeyEntry(alias, pair.getPrivate(), password, new Certificate[] {certificate});
        }
    }
}
