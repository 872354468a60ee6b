package io.vouchsafe.verifier;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A timestamped signature and the messages that it signs (c2sp.org/tlog-cosignature).
 *
 * <p>Immutable. Stored form: 8 bytes POSIX seconds big-endian, then the raw signature.
 */
public final class Cosignature {

    private static final byte[] SUBTREE_LABEL = Text.utf8("subtree/v1\n\0");
    private static final int LONGEST_NAME = 255;

    private final long posixSeconds;
    private final byte[] raw;

    /**
     * A signature with its time.
     *
     * @throws MalformedException when the time is negative
     */
    public Cosignature(long posixSeconds, byte[] raw) {
        if (posixSeconds < 0) {
            throw new MalformedException(
                    Reason.COSIGNATURE, "A cosignature's time is not within 2^63 - 1 seconds.");
        }
        this.posixSeconds = posixSeconds;
        this.raw = raw.clone();
    }

    /**
     * Reads the stored form.
     *
     * @throws MalformedException when it is shorter than a time or the time is out of range
     */
    public static Cosignature parse(byte[] stored) {
        if (stored.length <= Long.BYTES) {
            throw new MalformedException(
                    Reason.COSIGNATURE, "A cosignature is longer than its 8 bytes of time.");
        }
        return new Cosignature(
                ByteBuffer.wrap(stored).getLong(),
                Arrays.copyOfRange(stored, Long.BYTES, stored.length));
    }

    /** The stored form. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(Long.BYTES + raw.length).putLong(posixSeconds).put(raw).array();
    }

    /** When it was signed, as the signer says; 0 when it says nothing about time. */
    public long posixSeconds() {
        return posixSeconds;
    }

    /** A fresh copy of the raw signature. */
    public byte[] raw() {
        return raw.clone();
    }

    /**
     * What an Ed25519 cosignature (0x04) signs: {@code cosignature/v1}, {@code time <seconds>} and
     * the whole note text.
     *
     * @param noteText with its final newline
     */
    public static byte[] ed25519Message(long posixSeconds, String noteText) {
        return Text.utf8("cosignature/v1\ntime " + posixSeconds + "\n" + noteText);
    }

    /**
     * What an ML-DSA-44 cosignature (0x06) signs: the {@code cosigned_message} structure.
     *
     * @param cosigner the key's name, 1 to 255 bytes
     * @param origin the log's origin, 1 to 255 bytes
     * @param start first leaf of the subtree, 0 for a checkpoint
     * @param end the leaf behind the last one: a checkpoint's size
     * @throws MalformedException when a name is empty or too long, or the range is none
     */
    public static byte[] mlDsa44Message(
            String cosigner, long posixSeconds, String origin, long start, long end, Hash root) {
        if (posixSeconds < 0 || start < 0 || end < start || (start > 0 && posixSeconds != 0)) {
            throw new MalformedException(
                    Reason.COSIGNATURE, "No cosignature exists for this range and time.");
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(message)) {
            out.write(SUBTREE_LABEL);
            writeShort(out, cosigner);
            out.writeLong(posixSeconds);
            writeShort(out, origin);
            out.writeLong(start);
            out.writeLong(end);
            out.write(root.shared());
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed.", impossible);
        }
        return message.toByteArray();
    }

    private static void writeShort(DataOutputStream out, String name) throws IOException {
        byte[] bytes = Text.utf8(name);
        if (bytes.length == 0 || bytes.length > LONGEST_NAME) {
            throw new MalformedException(
                    Reason.COSIGNATURE, "Names in a cosignature have 1 to 255 bytes.");
        }
        out.writeByte(bytes.length);
        out.write(bytes);
    }

    /** What a key of any type signs under a note text. */
    static byte[] message(VKey key, long posixSeconds, String noteText) {
        SignatureType type = key.type().orElse(SignatureType.ED25519);
        return switch (type) {
            case ED25519 -> Text.utf8(noteText);
            case ED25519_COSIGNATURE -> ed25519Message(posixSeconds, noteText);
            case ML_DSA_44_COSIGNATURE -> {
                Checkpoint tree = Checkpoint.parse(noteText);
                yield mlDsa44Message(
                        key.name(), posixSeconds, tree.origin(), 0, tree.size(), tree.root());
            }
        };
    }
}
