package io.vouchsafe.it.probe;

import jakarta.servlet.annotation.WebServlet;

/** In the portal's WAR: behind the portal's sign-in. */
@WebServlet("/probe/*")
public class PortalProbe extends ProbeServlet {
    private static final long serialVersionUID = 1L;
}
