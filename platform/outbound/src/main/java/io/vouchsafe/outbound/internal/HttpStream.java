package io.vouchsafe.outbound.internal;

import io.vouchsafe.outbound.Call;
import io.vouchsafe.outbound.EventStream;
import io.vouchsafe.outbound.ServerSentEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** An open answer. */
final class HttpStream implements EventStream {
    private static final int CHUNK = 1 << 13;

    private final Call call;
    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final Expiry expiry;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final InputStream content;
    private final EventParser parser = new EventParser();
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private int position;
    private long read;
    private boolean ended;

    HttpStream(Call call, HttpUriRequestBase request, ClassicHttpResponse response, Expiry expiry)
            throws IOException {
        this.call = call;
        this.request = request;
        this.response = response;
        this.expiry = expiry;
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        HttpEntity entity = response.getEntity();
        this.content = entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    @Override
    public int status() {
        return response.getCode();
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public Optional<ServerSentEvent> next() {
        try {
            while (position < filled || fill()) {
                Optional<ServerSentEvent> event = parser.accept(chunk[position++]);
                if (event.isPresent()) {
                    return event;
                }
            }
            return Optional.empty();
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    @Override
    public byte[] rest() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            while (position < filled || fill()) {
                bytes.write(chunk, position, filled - position);
                position = filled;
            }
            return bytes.toByteArray();
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        int count = content.read(chunk);
        if (expiry.passed()) {
            throw new IOException("expired");
        }
        if (count < 0) {
            ended = true;
            return false;
        }
        read += count;
        if (read > call.limits().maxBytes()) {
            throw new TooLargeException();
        }
        position = 0;
        filled = count;
        return true;
    }

    private RuntimeException failed(IOException failure) {
        boolean expired = expiry.passed();
        close();
        return HttpOutbound.failed(call, failure, expired);
    }

    /** A connection whose answer was read to its end is used again; another one is cut. */
    @Override
    public void close() {
        expiry.close();
        if (!ended) {
            ended = true;
            request.abort();
        }
        try {
            response.close();
        } catch (IOException alreadyGone) {
            // nothing is left to close
        }
    }
}
