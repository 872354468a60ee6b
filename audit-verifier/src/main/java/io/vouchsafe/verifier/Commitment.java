package io.vouchsafe.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a body commits to a request or response without holding it: {@code hmac-sha256:<64 lower-case
 * hex digits>}, HMAC-SHA-256 (RFC 2104) keyed by the entry's salt over the HTTP body's exact bytes.
 *
 * <p>Security guarantees: without the salt it tells nothing about the content; with it, exactly one
 * content fits.
 */
public final class Commitment {

    /** What every commitment begins with. */
    public static final String PREFIX = "hmac-sha256:";

    /** Length of an entry's salt in bytes. */
    public static final int SALT_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int CHUNK = 1 << 16;

    private Commitment() {}

    /** The commitment to {@code content}. */
    public static String of(byte[] salt, byte[] content) {
        Mac mac = keyed(salt);
        return PREFIX + HexFormat.of().formatHex(mac.doFinal(content));
    }

    /** The commitment to everything that the stream still gives; the stream is not closed. */
    public static String of(byte[] salt, InputStream content) throws IOException {
        Mac mac = keyed(salt);
        byte[] chunk = new byte[CHUNK];
        for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
            mac.update(chunk, 0, read);
        }
        return PREFIX + HexFormat.of().formatHex(mac.doFinal());
    }

    /** Compares in constant time. */
    public static boolean same(String left, String right) {
        return MessageDigest.isEqual(Text.utf8(left), Text.utf8(right));
    }

    private static Mac keyed(byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new MalformedException(
                    Reason.RECEIPT, "A salt has 32 bytes, not " + salt.length + ".");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", impossible);
        }
    }
}
