package io.vouchsafe.outbound;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param uri absolute, http or https, without user and fragment
 * @param headers sent as they are; the client adds Host and the framing
 * @param body null: none
 */
public record Call(
        String method,
        URI uri,
        Map<String, String> headers,
        byte @Nullable [] body,
        Limits limits) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Set<String> OF_THE_CLIENT =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade");

    public Call {
        headers = Map.copyOf(headers);
        if (!TOKEN.matcher(method).matches()) {
            throw new IllegalArgumentException("No HTTP method");
        }
        checkAddress(uri);
        headers.forEach(
                (name, value) -> {
                    if (!TOKEN.matcher(name).matches()
                            || !VALUE.matcher(value).matches()
                            || OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                        throw new IllegalArgumentException("Header " + name + " cannot be sent");
                    }
                });
    }

    /** Without a body. */
    public static Call get(URI uri, Map<String, String> headers, Limits limits) {
        return new Call("GET", uri, headers, null, limits);
    }

    /** With a body. */
    public static Call post(URI uri, Map<String, String> headers, byte[] body, Limits limits) {
        return new Call("POST", uri, headers, body, limits);
    }

    /**
     * For addresses that are stored before they are called.
     *
     * @throws IllegalArgumentException when it is none that can be called
     */
    public static void checkAddress(URI uri) {
        String scheme = uri.getScheme();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!web
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("No http or https address");
        }
    }
}
