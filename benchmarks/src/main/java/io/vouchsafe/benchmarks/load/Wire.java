package io.vouchsafe.benchmarks.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request in the form it goes over the wire, encoded once. */
public final class Wire {
    final String host;
    final int port;
    final byte[] bytes;

    private Wire(String host, int port, byte[] bytes) {
        this.host = host;
        this.port = port;
        this.bytes = bytes;
    }

    /** A POST of JSON with these headers. */
    public static Wire post(URI address, Map<String, String> headers, byte[] body) {
        StringBuilder head =
                new StringBuilder("POST ")
                        .append(address.getRawPath())
                        .append(" HTTP/1.1\r\nHost: ")
                        .append(address.getAuthority())
                        .append("\r\nContent-Type: application/json\r\nContent-Length: ")
                        .append(body.length)
                        .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[start.length + body.length];
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(body, 0, bytes, start.length, body.length);
        return new Wire(address.getHost(), address.getPort(), bytes);
    }
}
