package io.vouchsafe.rest.internal.log;

import io.vouchsafe.audit.TransparencyLog;
import io.vouchsafe.rest.internal.http.RestConfig;
import io.vouchsafe.rest.internal.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** C2SP tlog-tiles: checkpoint, keys, tiles of hashes and entries. */
@Path("/log")
@ApplicationScoped
public class TilesResource {
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";
    private static final Pattern TILE =
            Pattern.compile("(entries|[0-9]{1,2})(/x[0-9]{3}){0,5}/[0-9]{3}(\\.p/[0-9]{1,3})?");

    private final TransparencyLog log;
    private final RestConfig config;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public TilesResource() {
        this(null, null);
    }

    @Inject
    public TilesResource(TransparencyLog log, RestConfig config) {
        this.log = log;
        this.config = config;
    }

    /** The newest signed note; a new one comes a few times a second at most. */
    @GET
    @Path("checkpoint")
    @Produces(PLAIN_TEXT)
    public Response checkpoint() {
        String note =
                log.checkpoint()
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_FOUND
                                                .because(LogTexts.TEXTS.noCheckpoint())
                                                .toException());
        return text(note, "max-age=1, must-revalidate");
    }

    /** Verification keys, one per line. */
    @GET
    @Path("keys")
    @Produces(PLAIN_TEXT)
    public Response keys() {
        return text(log.keys(), "max-age=60");
    }

    /** A tile. A full one never changes; a partial one is replaced when it is full. */
    @GET
    @Path("tile/{path: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response tile(@PathParam("path") String path, @Context Request request) {
        byte[] tile =
                (TILE.matcher(path).matches()
                                ? log.tile("tile/" + path)
                                : java.util.Optional.<byte[]>empty())
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_FOUND
                                                .because(LogTexts.TEXTS.noTile())
                                                .toException());
        EntityTag tag = tag(tile);
        Response.ResponseBuilder response = request.evaluatePreconditions(tag);
        if (response == null) {
            response = Response.ok(tile, MediaType.APPLICATION_OCTET_STREAM).tag(tag);
        }
        boolean partial = path.contains(".p/");
        return response.header(
                        "Cache-Control",
                        audience() + (partial ? "max-age=60" : "max-age=31536000, immutable"))
                .build();
    }

    private Response text(String text, String caching) {
        return Response.ok(text.getBytes(StandardCharsets.UTF_8), PLAIN_TEXT)
                .header("Cache-Control", audience() + caching)
                .build();
    }

    /** A log that asks for a credential must not end in a shared cache. */
    private String audience() {
        return config.logPrivate() ? "private, " : "public, ";
    }

    private static EntityTag tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new EntityTag(
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22));
        } catch (NoSuchAlgorithmException impossible) { // every JDK has it
            throw new IllegalStateException(impossible);
        }
    }
}
