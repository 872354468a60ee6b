package io.vouchsafe.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The three encodings of the C2SP formats, each accepted in its one canonical form only. */
final class Text {

    private static final int LONGEST_DECIMAL = 19;

    private Text() {}

    /** Decodes strict UTF-8: no replacement characters, no surrogates, no overlong forms. */
    static String utf8(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException invalid) {
            throw new MalformedException(
                    Reason.ENCODING, what + " is not valid UTF-8 text.", invalid);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 4648 section 4 with padding, refusing stray bits, missing padding and line breaks. */
    static byte[] base64(String text, Reason reason, String what) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException invalid) {
            throw new MalformedException(reason, what + " is not base64.", invalid);
        }
        if (!base64(bytes).equals(text)) {
            throw new MalformedException(reason, what + " is not in base64's canonical form.");
        }
        return bytes;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** An ASCII decimal from 0 to 2^63 - 1 without sign or leading zeroes. */
    static long decimal(String text, Reason reason, String what) {
        boolean digits = !text.isEmpty() && text.length() <= LONGEST_DECIMAL;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!digits || (text.length() > 1 && text.charAt(0) == '0')) {
            throw new MalformedException(
                    reason, what + " is not a decimal number without leading zeroes.");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException beyond) {
            throw new MalformedException(reason, what + " is beyond 2^63 - 1.", beyond);
        }
    }
}
