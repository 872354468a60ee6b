package io.vouchsafe.keys.internal.keystore;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Date;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** New keys of the sizes the suite uses. */
final class FreshKeys {
    private static final int BYTES = 32;
    private static final int SERIAL_BITS = 128;

    /** RFC 5280, section 4.1.2.5: a certificate without known end. */
    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private FreshKeys() {}

    static KeyPair pair(String algorithm, Provider bouncyCastle) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm, bouncyCastle).generateKeyPair();
    }

    /** Key stores want a certificate beside a private key; nobody else looks at it. */
    static Certificate selfSigned(String algorithm, KeyPair pair, Provider bouncyCastle)
            throws GeneralSecurityException, IOException {
        X500Name name = new X500Name("CN=vouchsafe log " + algorithm);
        var builder =
                new X509v3CertificateBuilder(
                        name,
                        new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
                        Date.from(Instant.EPOCH),
                        Date.from(NO_END),
                        name,
                        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        try {
            var signer =
                    new JcaContentSignerBuilder(algorithm)
                            .setProvider(bouncyCastle)
                            .build(pair.getPrivate());
            return new JcaX509CertificateConverter()
                    .setProvider(bouncyCastle)
                    .getCertificate(builder.build(signer));
        } catch (OperatorCreationException fault) {
            throw new GeneralSecurityException("No self-signed certificate", fault);
        }
    }

    static SecretKey aes256() {
        return new SecretKeySpec(random(), "AES");
    }

    static SecretKey hmacSha256() {
        return new SecretKeySpec(random(), "HmacSHA256");
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
