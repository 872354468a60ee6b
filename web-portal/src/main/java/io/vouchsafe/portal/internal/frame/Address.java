package io.vouchsafe.portal.internal.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the page's address asks for. Pages read it when they need it, on the way there and on the
 * way back from a form (forms send it along), so no page depends on a session that may be gone.
 */
@Named
@RequestScoped
public class Address {
    private static final int LONGEST = 300;

    /** Parameters that name what a page with forms shows; its forms bring them along. */
    private static final List<String> OF_FORMS = List.of("id", "model", "version", "state", "q");

    private final Function<String, @Nullable String> parameters;

    /** For the client proxy. */
    protected Address() {
        this(name -> null);
    }

    @Inject
    public Address(HttpServletRequest request) {
        this(request::getParameter);
    }

    private Address(Function<String, @Nullable String> parameters) {
        this.parameters = parameters;
    }

    /** An address with these parameters. */
    public static Address with(Map<String, String> parameters) {
        return new Address(parameters::get);
    }

    /** The parameter without blanks around it; empty when absent, blank or far too long. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(parameters.apply(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty() && value.length() <= LONGEST);
    }

    /** What a page's form sends along, so that its answer knows what it is about. */
    public List<Map.Entry<String, String>> getParameters() {
        return OF_FORMS.stream()
                .flatMap(name -> get(name).map(value -> Map.entry(name, value)).stream())
                .toList();
    }

    /**
     * The parameter as a value; empty when it is absent or {@code reader} refuses it with an {@link
     * IllegalArgumentException}.
     */
    public <T> Optional<T> get(String name, Function<String, T> reader) {
        try {
            return get(name).map(reader);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** {@code page?name=value&…}, encoded; null values are left out. */
    public static String of(String page, @Nullable String... namesAndValues) {
        StringBuilder url = new StringBuilder(page);
        char separator = page.indexOf('?') < 0 ? '?' : '&';
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = namesAndValues[i + 1];
            if (value != null && !value.isBlank()) {
                url.append(separator)
                        .append(namesAndValues[i])
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
                separator = '&';
            }
        }
        return url.toString();
    }
}
