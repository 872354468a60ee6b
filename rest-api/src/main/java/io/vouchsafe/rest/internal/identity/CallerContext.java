package io.vouchsafe.rest.internal.identity;

import io.vouchsafe.kernel.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a resource the caller of the request it serves. Ask on the request's own thread and hand
 * the {@link Caller} on; it is a value.
 */
@ApplicationScoped
public class CallerContext implements CurrentCaller {
    private final @Nullable HttpServletRequest request;

    /** For the client proxy. */
    protected CallerContext() {
        this.request = null;
    }

    @Inject
    public CallerContext(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public Caller get() {
        return current();
    }

    /** The caller; every path outside the public ones has one. */
    public Caller current() {
        return find().orElseThrow(IdentityMessages.MESSAGES::noCaller);
    }

    /** The caller, or empty on a public path. */
    public Optional<Caller> find() {
        Object caller = request == null ? null : request.getAttribute(CallerAuthModule.CALLER);
        return Optional.ofNullable((Caller) caller);
    }
}
