package io.vouchsafe.architecture.sample.rest;

import io.vouchsafe.architecture.sample.governance.internal.Secret;
import jakarta.ws.rs.GET;

/** Offends: uses another module's internals, and JAX-RS where the rule allows it nowhere. */
class ForeignInternals {
    Secret secret = new Secret();

    @GET
    void read() {}
}
