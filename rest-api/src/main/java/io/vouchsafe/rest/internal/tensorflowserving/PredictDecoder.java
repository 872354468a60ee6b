package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a {@code :predict} in one pass over its bytes. The types come from the signature, whose
 * name may stand behind the data: then the data is read as the default signature's, and once more
 * when that was the wrong one.
 */
final class PredictDecoder {
    private static final ServingTexts TEXTS = ServingTexts.TEXTS;

    private final Function<String, Signature> signatures;
    private final @Nullable String forced;
    private @Nullable String named;
    private @Nullable Signature used;
    private boolean guessed;
    private boolean rows;
    private @Nullable Payload inputs;

    private PredictDecoder(Function<String, Signature> signatures, @Nullable String forced) {
        this.signatures = signatures;
        this.forced = forced;
    }

    /**
     * Decodes.
     *
     * @param signatures by name; throws {@link MalformedBodyException} for one that is not there
     * @throws MalformedBodyException that says what is wrong where, without a value of the payload
     */
    static PredictBody decode(byte[] body, Function<String, Signature> signatures) {
        PredictDecoder first = new PredictDecoder(signatures, null);
        try {
            PredictBody decoded = first.read(body);
            if (!first.wrongGuess()) {
                return decoded;
            }
        } catch (MalformedBodyException perhapsWrongGuess) {
            String later = first.guessed ? laterSignature(body) : null;
            if (later == null) {
                throw perhapsWrongGuess;
            }
            return new PredictDecoder(signatures, later).read(body);
        }
        return new PredictDecoder(signatures, first.named).read(body);
    }

    private boolean wrongGuess() {
        return guessed && named != null && used != null && !named.equals(used.name());
    }

    private static @Nullable String laterSignature(byte[] body) {
        String[] found = new String[1];
        ServingBody.read(
                body,
                (member, json) -> {
                    boolean signature = member.equals(ServingBody.SIGNATURE);
                    if (signature) {
                        found[0] = ServingBody.signature(json);
                    }
                    return signature;
                });
        return found[0];
    }

    private PredictBody read(byte[] body) {
        ServingBody.read(body, this::member);
        Payload read = inputs;
        Signature signature = used;
        if (read == null || signature == null) {
            throw TEXTS.noData();
        }
        return new PredictBody(signature.name(), read, rows);
    }

    private boolean member(String member, JsonParser json) throws IOException {
        switch (member) {
            case ServingBody.SIGNATURE -> named = ServingBody.signature(json);
            case "instances" -> instances(json, data());
            case "inputs" -> inputs(json, data());
            default -> {
                return false;
            }
        }
        return true;
    }

    private Map<String, TensorBuilder> data() {
        if (used != null) {
            throw TEXTS.bothForms();
        }
        String name = forced == null ? named : forced;
        guessed = name == null;
        Signature signature =
                signatures.apply(name == null || name.isEmpty() ? Signature.DEFAULT : name);
        used = signature;
        if (signature.inputs().isEmpty()) {
            throw TEXTS.noInputs(signature.name());
        }
        Map<String, TensorBuilder> builders = new LinkedHashMap<>();
        for (TensorSpec input : signature.inputs()) {
            builders.put(input.name(), new TensorBuilder(input.dataType()));
        }
        return builders;
    }

    private void instances(JsonParser json, Map<String, TensorBuilder> builders)
            throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw TEXTS.instancesNotList();
        }
        rows = true;
        new InstancesReader(json, builders).read();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        builders.forEach((name, builder) -> tensors.put(name, builder.rows()));
        inputs = new Payload(tensors);
    }

    /** One value when there is one input, else an object; what it has too many is passed over. */
    private void inputs(JsonParser json, Map<String, TensorBuilder> builders) throws IOException {
        byte[] bytes = null;
        boolean plain = json.currentToken() != JsonToken.START_OBJECT;
        if (!plain) {
            bytes = new NamedInputs(json, builders, false).read();
        }
        if (plain || bytes != null) {
            if (builders.size() > 1) {
                throw TEXTS.plainInputs();
            }
            TensorBuilder only = builders.values().iterator().next();
            if (bytes == null) {
                only.add(json);
            } else {
                only.add(bytes);
            }
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, TensorBuilder> input : builders.entrySet()) {
            if (input.getValue().items() != 1) {
                throw TEXTS.missingInput(input.getKey());
            }
            tensors.put(input.getKey(), input.getValue().whole());
        }
        inputs = new Payload(tensors);
    }
}
