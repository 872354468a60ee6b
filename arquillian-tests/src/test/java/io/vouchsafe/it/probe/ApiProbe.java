package io.vouchsafe.it.probe;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.rest.internal.identity.CallerContext;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.Optional;

/** In the API's WAR: behind the API's identity, on a path of each protocol and a public one. */
@WebServlet({"/api/probe/*", "/v1/probe/*", "/openai/probe/*", "/log/probe/*", "/v2/health/probe"})
public class ApiProbe extends ProbeServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient CallerContext callers;

    @Override
    Optional<Caller> caller() {
        return callers.find();
    }
}
