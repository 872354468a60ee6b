package io.vouchsafe.portal.internal.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an error page says about the request that failed. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class ErrorPage {
    private HttpServletRequest request;
    private Address address;
    private @Nullable String reference;

    /** For the client proxy. */
    protected ErrorPage() {}

    @Inject
    public ErrorPage(HttpServletRequest request, Address address) {
        this.request = request;
        this.address = address;
    }

    /** A short id that stands on the page and, with the cause, in the server's log. */
    public String getReference() {
        String known = reference;
        if (known == null) {
            known = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
            reference = known;
            PortalMessages.LOG.pageFailed(page(), known, cause());
        }
        return known;
    }

    /** By {@link FaultFilter}, or by whoever handles what a script asked for. */
    private @Nullable Throwable cause() {
        Object cause = request.getAttribute(FaultFilter.CAUSE);
        return (Throwable)
                (cause == null ? request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) : cause);
    }

    /** Address to open the failed page anew, also when its form failed. */
    public String getAgain() {
        Object query = request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
        String shown = query == null ? request.getQueryString() : query.toString();
        if (shown != null) {
            return page() + "?" + shown;
        }
        String[] parameters =
                address.getParameters().stream()
                        .flatMap(parameter -> Stream.of(parameter.getKey(), parameter.getValue()))
                        .toArray(String[]::new);
        return Address.of(page(), parameters);
    }

    private String page() {
        Object page = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return page == null ? request.getContextPath() + "/" : page.toString();
    }
}
