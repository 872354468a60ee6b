package io.vouchsafe.rest.internal.management;

import jakarta.ws.rs.core.Response;

/** Answers with more than a body. */
final class Answers {
    private Answers() {}

    /**
     * 201 for a new thing.
     *
     * @param path absolute path: right behind any proxy, as a host name would not be
     */
    static Response created(String path, Record thing) {
        return Response.status(201).header("Location", path).entity(thing).build();
    }

    /** 202 for something that goes on in the background. */
    static Response accepted(String path, Record thing) {
        return Response.status(202).header("Location", path).entity(thing).build();
    }
}
