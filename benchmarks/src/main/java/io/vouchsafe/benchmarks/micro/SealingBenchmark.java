package io.vouchsafe.benchmarks.micro;

import io.vouchsafe.keys.Sealer;
import io.vouchsafe.keys.internal.keystore.OpenedKeys;
import io.vouchsafe.keys.internal.sealing.GcmSealer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Sealing through {@code keys} beside the JDK's cipher, which is made once and given a fresh random
 * nonce and the same associated data. The key store is made below {@code VOUCHSAFE_DATA}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class SealingBenchmark {
    @Param({"4096", "65536"})
    public int size;

    private final byte[] context = new byte[64];
    private final SecureRandom random = new SecureRandom();
    private byte[] plaintext;
    private Sealer sealer;
    private Cipher cipher;
    private SecretKey key;

    @Setup
    public void prepare() throws GeneralSecurityException {
        plaintext = new byte[size];
        random.nextBytes(plaintext);
        sealer = new GcmSealer(new OpenedKeys());
        sealer.seal(plaintext, context); // opens the key store, which takes its time by design
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(256);
        key = generator.generateKey();
    }

    @Benchmark
    public byte[] keys() {
        return sealer.seal(plaintext, context);
    }

    @Benchmark
    public byte[] jdk() throws GeneralSecurityException {
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(context);
        return cipher.doFinal(plaintext);
    }
}
