package io.vouchsafe.inference.internal.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vouchsafe.inference.spi.LoadedModel;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.outbound.AddressRules;
import io.vouchsafe.outbound.Outbound;
import io.vouchsafe.outbound.testing.FakeServer;
import io.vouchsafe.privacy.MaskedInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** An upstream, the engine that calls it, and the file between them. */
final class Upstreams implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    final FakeServer server = new FakeServer(FakeServer.json(500, "{}"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Outbound outbound = Outbound.with(AddressRules.allowing("127.0.0.1"), timer);
    final UpstreamEngine engine =
            new UpstreamEngine(
                    outbound,
                    (name, origin) ->
                            name.equals("known")
                                            && origin.equals("http://127.0.0.1:" + server().port())
                                    ? Optional.of("s3cret")
                                    : Optional.empty());

    private FakeServer server() {
        return server;
    }

    /** Writes {@code upstream.json} with these members; single quotes are double ones. */
    Path write(Path folder, String protocol, String model, String more) {
        String file =
                "{'protocol':'%s','url':'%s','model':'%s'%s}"
                        .formatted(protocol, server.uri(""), model, more)
                        .replace('\'', '"');
        try {
            Files.writeString(folder.resolve("upstream.json"), file);
            return folder;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Map<String, Tensor> predict(LoadedModel model, Map<String, Tensor> inputs) {
        return model.predict(
                        model.signatures().get(Signature.DEFAULT),
                        MaskedInput.insecureUnmasked(new Payload(inputs)),
                        Set.of())
                .tensors();
    }

    /** Answers as a server with one linear model does: metadata, ready, and {@code y = x·w + b}. */
    static FakeServer.Behaviour linear(float[] weights, float bias) {
        return (request, out) -> {
            if (request.path().equals("/v2/models/linear/ready")) {
                FakeServer.answer(out, 200, "application/json", "{}");
            } else if (request.path().equals("/v2/models/linear")) {
                FakeServer.answer(
                        out,
                        200,
                        "application/json",
                        """
                        {"name":"linear","versions":["1"],"platform":"fake",
                         "inputs":[{"name":"x","datatype":"FP32","shape":[-1,%d]}],
                         "outputs":[{"name":"y","datatype":"FP32","shape":[-1,1]}]}"""
                                .formatted(weights.length));
            } else if (request.path().equals("/v2/models/linear/infer")) {
                JsonNode x = JSON.readTree(request.body()).path("inputs").path(0);
                if (x.path("shape").path(1).asInt() != weights.length) {
                    FakeServer.answer(
                            out, 400, "application/json", "{\"error\":\"[4711.0, 815.0]\"}");
                } else {
                    FakeServer.answer(out, 200, "application/json", computed(x, weights, bias));
                }
            } else {
                FakeServer.answer(out, 404, "application/json", "{}");
            }
        };
    }

    private static String computed(JsonNode x, float[] weights, float bias) {
        int rows = x.path("shape").path(0).asInt();
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode y = answer.putArray("outputs").addObject();
        y.put("name", "y").put("datatype", "FP32");
        y.putArray("shape").add(rows).add(1);
        ArrayNode data = y.putArray("data");
        for (int row = 0; row < rows; row++) {
            float sum = bias;
            for (int column = 0; column < weights.length; column++) {
                sum +=
                        weights[column]
                                * x.path("data").get(row * weights.length + column).floatValue();
            }
            data.add(sum);
        }
        return answer.toString();
    }

    @Override
    public void close() {
        outbound.close();
        server.close();
        timer.shutdownNow();
    }
}
