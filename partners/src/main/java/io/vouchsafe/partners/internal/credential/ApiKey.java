package io.vouchsafe.partners.internal.credential;

import io.vouchsafe.kernel.CredentialId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * {@code vs_<id>_<secret>}: an id of 16 letters and digits, and 256 random bits as 43 of them. The
 * secret leaves this class only through {@link #insecureText()}.
 */
final class ApiKey {
    private static final String PREFIX = "vs_";
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 16;
    private static final int SECRET_BITS = 256;
    private static final int SECRET_LENGTH = 43;
    private static final int LENGTH = PREFIX.length() + ID_LENGTH + 1 + SECRET_LENGTH;
    private static final int TAIL = 4;

    private final CredentialId id;
    private final String secret;

    private ApiKey(CredentialId id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    static ApiKey generate(SecureRandom random) {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return new ApiKey(new CredentialId(id.toString()), secret(random));
    }

    /** Empty when it is not of the form; says nothing about whether the key exists. */
    static Optional<ApiKey> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int separator = PREFIX.length() + ID_LENGTH;
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            boolean right =
                    i == separator ? text.charAt(i) == '_' : DIGITS.indexOf(text.charAt(i)) >= 0;
            if (!right) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new ApiKey(
                        new CredentialId(text.substring(PREFIX.length(), separator)),
                        text.substring(separator + 1)));
    }

    CredentialId id() {
        return id;
    }

    /** SHA-256; enough for a secret of 256 random bits, which nobody can guess. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The last characters, by which people tell their keys apart. */
    String tail() {
        return secret.substring(SECRET_LENGTH - TAIL);
    }

    /** The key itself, for the one answer that shows it. */
    String insecureText() {
        return PREFIX + id + "_" + secret;
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }

    /** 256 bits in base 62, padded to one length. */
    private static String secret(SecureRandom random) {
        BigInteger rest = new BigInteger(SECRET_BITS, random);
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        char[] digits = new char[SECRET_LENGTH];
        for (int i = SECRET_LENGTH - 1; i >= 0; i--) {
            BigInteger[] division = rest.divideAndRemainder(base);
            digits[i] = DIGITS.charAt(division[1].intValue());
            rest = division[0];
        }
        return new String(digits);
    }
}
