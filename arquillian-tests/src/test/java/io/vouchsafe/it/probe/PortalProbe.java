package io.vouchsafe.it.probe;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.Optional;

/** In the portal's WAR: behind the portal's sign-in. */
@WebServlet("/probe/*")
public class PortalProbe extends ProbeServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient PortalCaller callers;

    @Override
    Optional<Caller> caller() {
        return callers.find();
    }
}
