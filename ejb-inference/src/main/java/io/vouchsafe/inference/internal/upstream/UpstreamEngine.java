package io.vouchsafe.inference.internal.upstream;

import static io.vouchsafe.inference.internal.InferenceMessages.LOG;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.inference.internal.credential.CredentialVault;
import io.vouchsafe.inference.internal.upstream.UpstreamFile.Protocol;
import io.vouchsafe.inference.spi.Deadline;
import io.vouchsafe.inference.spi.DeadlineExceededException;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.inference.spi.ModelEngine;
import io.vouchsafe.inference.spi.ModelRejectedException;
import io.vouchsafe.inference.spi.ModelUnavailableException;
import io.vouchsafe.inference.spi.PredictionFailedException;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.outbound.Outbound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Serves models that run elsewhere, under the same contracts as those that run here. */
@ApplicationScoped
@Typed(UpstreamEngine.class)
public class UpstreamEngine implements ModelEngine {
    private final Outbound outbound;
    private final BiFunction<String, String, Optional<String>> credentials;

    /** For the client proxy. */
    @SuppressWarnings("NullAway") // the proxy passes every call on
    protected UpstreamEngine() {
        this.outbound = null;
        this.credentials = null;
    }

    @Inject
    public UpstreamEngine(Outbound outbound, CredentialVault vault) {
        this(outbound, vault::open);
    }

    /**
     * For tests.
     *
     * @param credentials from name and origin to value
     */
    public UpstreamEngine(
            Outbound outbound, BiFunction<String, String, Optional<String>> credentials) {
        this.outbound = outbound;
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return "upstream";
    }

    /**
     * Reads the file. When it declares no signature, the server is asked once, and its answer laid
     * beside the file: it belongs to what is approved, and a server that changes its mind later
     * answers with something else than agreed.
     */
    @Override
    public List<Signature> inspect(Path folder) {
        UpstreamFile file = UpstreamFile.read(folder);
        if (file.protocol() == Protocol.OPENAI) {
            return List.of(Interfaces.of(file.task()));
        }
        JsonNode signature = file.signature();
        if (signature == null) {
            signature = asked(file);
            pin(folder, signature);
        }
        return List.of(Interfaces.of(signature));
    }

    private JsonNode asked(UpstreamFile file) {
        return reached(
                file,
                () -> {
                    byte[] metadata =
                            calls(file)
                                    .get(OpenInferenceModel.path(file), Deadline.in(file.request()))
                                    .body();
                    JsonNode all;
                    try {
                        all = OpenInferenceModel.JSON.readTree(metadata);
                    } catch (JacksonException noJson) {
                        throw TensorJson.wrong();
                    } catch (IOException impossible) {
                        throw new UncheckedIOException(impossible);
                    }
                    ObjectNode signature = OpenInferenceModel.JSON.createObjectNode();
                    signature.set("inputs", all.path("inputs"));
                    signature.set("outputs", all.path("outputs"));
                    Interfaces.of(signature);
                    return signature;
                });
    }

    private static void pin(Path folder, JsonNode signature) {
        try {
            Files.writeString(
                    folder.resolve(UpstreamFile.PINNED),
                    OpenInferenceModel.JSON
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(signature));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private UpstreamCalls calls(UpstreamFile file) {
        String credential = file.credential();
        return new UpstreamCalls(
                outbound,
                file,
                () ->
                        credential == null
                                ? Optional.empty()
                                : credentials.apply(credential, file.origin()));
    }

    /** Asks the server whether it is ready: a version that nobody answers for does not go live. */
    @Override
    public LoadedModel load(Path folder) {
        UpstreamFile file = UpstreamFile.read(folder);
        UpstreamCalls calls = calls(file);
        if (file.protocol() == Protocol.OPENAI) {
            OpenAiModel model = new OpenAiModel(file, calls);
            return reached(
                    file,
                    () -> {
                        model.checkReachable();
                        return model;
                    });
        }
        Signature signature = inspect(folder).get(0);
        return reached(
                file,
                () -> {
                    calls.get(
                            OpenInferenceModel.path(file) + "/ready", Deadline.in(file.request()));
                    return new OpenInferenceModel(file, calls, signature);
                });
    }

    private <T> T reached(UpstreamFile file, Supplier<T> work) {
        String credential = file.credential();
        if (credential != null && credentials.apply(credential, file.origin()).isEmpty()) {
            throw new ModelRejectedException(
                    "model-upstream", LOG.upstreamCredential(file.origin()), null);
        }
        try {
            return work.get();
        } catch (PredictionFailedException
                | ModelUnavailableException
                | DeadlineExceededException failure) {
            throw new ModelRejectedException(
                    "model-upstream",
                    LOG.upstreamSilent(file.origin(), String.valueOf(failure.getMessage())),
                    null);
        }
    }

    /** There is nothing of its own that could be wrong; each server is asked when it is loaded. */
    @Override
    public void selfCheck() {}
}
