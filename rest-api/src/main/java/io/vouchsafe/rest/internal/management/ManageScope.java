package io.vouchsafe.rest.internal.management;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import io.vouchsafe.rest.internal.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets a key into our own API only with the scope {@code manage}. What its owner may do there is
 * the faces' business.
 */
@Provider
@ApplicationScoped
public class ManageScope implements ContainerRequestFilter {
    private static final String SCOPE = "manage";

    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public ManageScope() {
        this(null);
    }

    @Inject
    public ManageScope(CurrentCaller caller) {
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        // Segments without matrix parameters: what resources are matched by.
        boolean managed =
                request.getUriInfo().getPathSegments().stream()
                        .map(PathSegment::getPath)
                        .filter(segment -> !segment.isEmpty())
                        .findFirst()
                        .filter("api"::equals)
                        .isPresent();
        if (!managed) {
            return;
        }
        Caller who = caller.get();
        if (who.kind() == Caller.Kind.API_KEY
                && !who.scopes().isEmpty()
                && !who.scopes().contains(SCOPE)) {
            throw ProblemType.SCOPE_MISSING
                    .because(ManagementTexts.TEXTS.scopeMissing())
                    .toException();
        }
    }
}
