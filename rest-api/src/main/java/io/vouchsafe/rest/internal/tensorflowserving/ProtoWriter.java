package io.vouchsafe.rest.internal.tensorflowserving;

import java.io.ByteArrayOutputStream;

/** The few forms of the protocol buffers' encoding that a {@code tf.Example} needs. */
final class ProtoWriter {
    private static final int LENGTH_DELIMITED = 2;

    private ProtoWriter() {}

    /** A field of bytes, text or a message. */
    static void bytes(ByteArrayOutputStream target, int field, byte[] content) {
        varint(target, (long) field << 3 | LENGTH_DELIMITED);
        varint(target, content.length);
        target.writeBytes(content);
    }

    static void varint(ByteArrayOutputStream target, long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            target.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        target.write((int) left);
    }

    static void fixed32(ByteArrayOutputStream target, int bits) {
        target.write(bits);
        target.write(bits >>> 8);
        target.write(bits >>> 16);
        target.write(bits >>> 24);
    }
}
