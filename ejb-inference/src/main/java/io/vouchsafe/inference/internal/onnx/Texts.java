package io.vouchsafe.inference.internal.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text over the binding's border. The binding speaks Java's modified UTF-8, which has no zero byte
 * and no four-byte characters, with a library that speaks UTF-8.
 */
final class Texts {
    private static final String END = "\u0002";
    private static final String PAD = "\u0001";

    private Texts() {}

    /** The text when it crosses the border unchanged; null when it would not. */
    static @Nullable String crossing(byte[] utf8) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
                return null;
            }
        }
        return text;
    }

    /** True when the JVM may have cut the end off: it counts a four-byte character as one. */
    static boolean mayBeCut(String crossed) {
        return crossed.chars().anyMatch(c -> c >= 0xf0 && c <= 0xf4);
    }

    /** What is put behind texts, so that it is cut off instead of their end. */
    static String padding(int longest) {
        return END + PAD.repeat(3 * longest + 3);
    }

    /** UTF-8 of a text that crossed with {@link #padding} behind it. */
    static byte[] withoutPadding(String crossed) {
        return restored(crossed.substring(0, crossed.lastIndexOf(END)));
    }

    /**
     * UTF-8 of what crossed: the JVM takes each byte of a four-byte character for a Latin-1
     * character of its own, so four such characters are put together again.
     */
    private static byte[] restored(String crossed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(crossed.length() + 16);
        int i = 0;
        while (i < crossed.length()) {
            if (isFourBytes(crossed, i)) {
                for (int end = i + 4; i < end; i++) {
                    bytes.write(crossed.charAt(i));
                }
            } else {
                int point = crossed.codePointAt(i);
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point);
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isFourBytes(String text, int at) {
        if (at + 4 > text.length() || text.charAt(at) < 0xf0 || text.charAt(at) > 0xf4) {
            return false;
        }
        for (int i = at + 1; i < at + 4; i++) {
            if (text.charAt(i) < 0x80 || text.charAt(i) > 0xbf) {
                return false;
            }
        }
        return true;
    }
}
