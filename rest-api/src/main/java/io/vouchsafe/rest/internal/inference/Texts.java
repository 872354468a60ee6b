package io.vouchsafe.rest.internal.inference;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Between JSON's texts and byte strings. */
public final class Texts {
    private static final byte[] EMPTY = {};

    private Texts() {}

    /** As UTF-8; null when half of a surrogate pair stands alone, for which UTF-8 has no form. */
    public static byte @Nullable [] bytes(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        return isWellFormed(text) ? text.getBytes(StandardCharsets.UTF_8) : null;
    }

    /** All as texts; null when one is no UTF-8. */
    public static String @Nullable [] texts(byte[][] elements) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports malformed input
        String[] texts = new String[elements.length];
        for (int i = 0; i < elements.length; i++) {
            try {
                texts[i] = decoder.decode(ByteBuffer.wrap(elements[i])).toString();
            } catch (CharacterCodingException malformed) {
                return null;
            }
        }
        return texts;
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (i + 1 == text.length()
                        || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
