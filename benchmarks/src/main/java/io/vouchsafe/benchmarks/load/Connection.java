package io.vouchsafe.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A kept connection that reads just enough of an answer to know its status and where it ends.
 * Answers must have a Content-Length: what the suite encodes has one.
 */
final class Connection implements AutoCloseable {
    private static final int LARGEST = 1 << 20;
    private static final String LENGTH = "\r\ncontent-length:";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[LARGEST];

    Connection(Wire wire) throws IOException {
        this.socket = new Socket(wire.host, wire.port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Sends, waits for the whole answer, gives its status. */
    int exchange(Wire wire) throws IOException {
        out.write(wire.bytes);
        int filled = 0;
        int end = -1;
        while (end < 0) {
            filled += more(filled);
            end = endOfHead(filled);
        }
        String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
        int total = end + 4 + length(head);
        while (filled < total) {
            filled += more(filled);
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    private int more(int filled) throws IOException {
        int read = in.read(buffer, filled, LARGEST - filled);
        if (read <= 0) {
            throw new EOFException("The server closed the connection, or answered more than 1 MiB");
        }
        return read;
    }

    private int endOfHead(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n'
                    && buffer[i - 1] == '\r'
                    && buffer[i - 2] == '\n'
                    && buffer[i - 3] == '\r') {
                return i - 3;
            }
        }
        return -1;
    }

    private static int length(String head) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("An answer without Content-Length: " + head);
        }
        int end = lower.indexOf('\r', at + 2);
        return Integer.parseInt(
                lower.substring(at + LENGTH.length(), end < 0 ? lower.length() : end).strip());
    }

    /** Bytes of the last answer's beginning, for an error text. */
    String beginning() {
        return new String(buffer, 0, 600, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
