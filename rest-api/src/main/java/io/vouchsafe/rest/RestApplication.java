package io.vouchsafe.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts all resources and providers of this WAR at the root of the server. */
@ApplicationPath("/")
public class RestApplication extends Application {}
