package io.vouchsafe.rest.internal.docs;

import io.vouchsafe.rest.internal.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * The page and its few files. Its content security policy lets in nothing from elsewhere and no
 * script that is not a file; what it shows asks for a credential by the button "Authorize".
 */
@Path("/api/docs")
@ApplicationScoped
public class DocsResource {
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private static final String PAGE = "index.html";

    /** Made once: neither needs anything of a request. */
    @Inject
    public DocsResource() {}

    @GET
    public Response page() {
        return answer(DocsFile.read(PAGE).orElseThrow(), "no-cache");
    }

    @GET
    @Path("{file}")
    public Response file(@PathParam("file") String name) {
        return DocsFile.read(name)
                .filter(file -> !name.equals(PAGE))
                .map(file -> answer(file, "max-age=3600"))
                .orElseThrow(
                        () ->
                                ProblemType.NOT_FOUND
                                        .because(DocsTexts.TEXTS.noFile())
                                        .toException());
    }

    private static Response answer(DocsFile file, String caching) {
        return Response.ok(file.content(), file.type())
                .header("Content-Security-Policy", POLICY)
                .header("Cache-Control", caching)
                .build();
    }
}
