package io.vouchsafe.rest.internal.management;

import static io.vouchsafe.rest.internal.problem.RefusedException.orRefused;

import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.rest.internal.http.LimitedBody;
import io.vouchsafe.rest.internal.identity.CurrentCaller;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model's card: as Markdown its text alone, as JSON with what the engine reads. */
@Path("/api/models/{model}/card")
@ApplicationScoped
public class CardResource {
    static final int LARGEST = 1 << 20;
    private static final String MARKDOWN = "text/markdown";

    private final Registry registry;
    private final CurrentCaller caller;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // a proxy never uses its own fields
    public CardResource() {
        this(null, null);
    }

    @Inject
    public CardResource(Registry registry, CurrentCaller caller) {
        this.registry = registry;
        this.caller = caller;
    }

    /**
     * A card.
     *
     * @param settings null in a request: as they were
     */
    record CardJson(String text, @Nullable SettingsJson settings) {
        static CardJson of(Card card) {
            return new CardJson(
                    card.text(),
                    new SettingsJson(
                            card.settings().explanationBaseline(),
                            card.settings().explainedOutput()));
        }
    }

    record SettingsJson(
            @Nullable Map<String, String> explanationBaseline, @Nullable String explainedOutput) {
        CardSettings toSettings() {
            return new CardSettings(
                    explanationBaseline == null ? Map.of() : explanationBaseline, explainedOutput);
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=1.0")
    public CardJson json(@PathParam("model") String model) {
        return CardJson.of(card(Ids.model(model)));
    }

    @GET
    @Produces(MARKDOWN + ";qs=0.5")
    public Response markdown(@PathParam("model") String model) {
        return text(card(Ids.model(model)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public CardJson write(@PathParam("model") String model, CardJson body) {
        ModelName name = Ids.model(model);
        SettingsJson settings = body.settings();
        return CardJson.of(
                write(
                        name,
                        body.text(),
                        settings == null ? card(name).settings() : settings.toSettings()));
    }

    /** Replaces the text; what the engine reads stays as it is. */
    @PUT
    @Consumes(MARKDOWN)
    @Produces(MARKDOWN)
    public Response writeMarkdown(@PathParam("model") String model, InputStream body)
            throws IOException {
        ModelName name = Ids.model(model);
        String text = utf8(LimitedBody.read(body, -1, LARGEST));
        return text(write(name, text, card(name).settings()));
    }

    private Card card(ModelName model) {
        return orRefused(registry.card(caller.get(), model));
    }

    private Card write(ModelName model, String text, CardSettings settings) {
        return orRefused(registry.writeCard(caller.get(), model, new Card(text, settings)));
    }

    private static Response text(Card card) {
        return Response.ok(
                        card.text().getBytes(StandardCharsets.UTF_8), MARKDOWN + "; charset=utf-8")
                .build();
    }

    private static String utf8(byte[] text) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
        } catch (CharacterCodingException malformed) {
            throw new MalformedBodyException(ManagementTexts.TEXTS.notUtf8());
        }
    }
}
