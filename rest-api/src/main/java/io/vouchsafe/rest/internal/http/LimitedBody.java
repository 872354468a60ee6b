package io.vouchsafe.rest.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that ends in {@link BodyTooLargeException} when it goes beyond its limit. */
public final class LimitedBody extends FilterInputStream {
    private static final int CHUNK = 8192;

    private final long limit;
    private long seen;
    private boolean exceeded;

    /**
     * @param limit in bytes; a body of exactly so many passes
     */
    public LimitedBody(InputStream body, long limit) {
        super(body);
        this.limit = limit;
    }

    /** True once the body proved too large, whatever its reader made of the exception. */
    public boolean exceeded() {
        return exceeded;
    }

    /**
     * The whole body.
     *
     * @param announced its Content-Length, or negative when it has none: refused at once when too
     *     large, otherwise only a hint, never a reason to take memory
     */
    public static byte[] read(InputStream body, long announced, int limit) throws IOException {
        if (announced > limit) {
            throw new BodyTooLargeException(limit);
        }
        LimitedBody limited = new LimitedBody(body, limit);
        int first = (int) Math.min(Math.max(announced + 1, CHUNK), 1 << 16);
        ByteArrayOutputStream whole = new ByteArrayOutputStream(first);
        byte[] chunk = new byte[first];
        for (int read = limited.read(chunk); read >= 0; read = limited.read(chunk)) {
            whole.write(chunk, 0, read);
        }
        return whole.toByteArray();
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) throws BodyTooLargeException {
        seen += bytes;
        if (seen > limit) {
            exceeded = true;
            throw new BodyTooLargeException(limit);
        }
    }
}
