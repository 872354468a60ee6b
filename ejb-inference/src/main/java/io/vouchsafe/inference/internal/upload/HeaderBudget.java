package io.vouchsafe.inference.internal.upload;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Limits what a tar's headers may take: long names and extended headers are read into memory by the
 * library, whatever size they state. Content is counted by {@link Unpacking} instead.
 */
final class HeaderBudget extends FilterInputStream {
    private static final long BYTES = 1 << 20;

    private long left = BYTES;

    HeaderBudget(InputStream in) {
        super(in);
    }

    /** What follows is a header. */
    void header() {
        left = BYTES;
    }

    /** What follows is content. */
    void content() {
        left = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        spend(1);
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        spend(read);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        spend(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void spend(long bytes) {
        left -= Math.max(0, bytes);
        if (left < 0) {
            throw EntryName.rejected("archive-bomb", LOG.archiveHeaders());
        }
    }
}
