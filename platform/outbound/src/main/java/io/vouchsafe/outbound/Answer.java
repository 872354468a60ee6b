package io.vouchsafe.outbound;

import java.util.Map;

/**
 * A whole answer. A redirect is an answer like any other: nobody follows it.
 *
 * @param headers by lower-case name; of several the last
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
