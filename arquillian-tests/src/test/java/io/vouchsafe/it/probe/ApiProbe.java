package io.vouchsafe.it.probe;

import jakarta.servlet.annotation.WebServlet;

/** In the API's WAR: behind the API's identity, on a path of each protocol and a public one. */
@WebServlet({"/api/probe/*", "/v1/probe/*", "/openai/probe/*", "/log/probe/*", "/v2/health/probe"})
public class ApiProbe extends ProbeServlet {
    private static final long serialVersionUID = 1L;
}
