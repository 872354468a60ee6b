package io.vouchsafe.benchmarks.micro;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Signature;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.kernel.TensorSpec;
import io.vouchsafe.rest.internal.openinference.OpenInferenceJson;
import io.vouchsafe.rest.internal.tensorflowserving.ServingJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A batch of 64 images of 784 floats between JSON and a tensor, one core. The floats are the
 * greyscale of handwriting (most of them 0) or any between 0 and 1.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class JsonBenchmark {
    static final List<String> PROTOCOLS = List.of("v2", "v1");
    static final List<String> VALUES = List.of("pixels", "any");

    private static final int ROWS = 64;
    private static final int COLUMNS = 784;
    private static final Signature SIGNATURE =
            new Signature(
                    Signature.DEFAULT,
                    "",
                    List.of(new TensorSpec("x", DataType.FP32, Shape.of(-1, COLUMNS))),
                    List.of());

    @Param({"v2", "v1"})
    public String protocol;

    @Param({"pixels", "any"})
    public String values;

    private Map<String, Tensor> outputs;
    private byte[] body;

    /** Counted beside the calls, so that a score in bytes stands beside one in calls. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        public long bytes;
    }

    @Setup
    public void prepare() {
        Random random = new Random(7);
        float[] floats = new float[ROWS * COLUMNS];
        for (int i = 0; i < floats.length; i++) {
            boolean ink = random.nextInt(5) == 0;
            float pixel = ink ? random.nextInt(256) / 255f : 0;
            floats[i] = values.equals("any") ? random.nextFloat() : pixel;
        }
        outputs = Map.of("x", Tensor.floats(Shape.of(ROWS, COLUMNS), floats));
        body = body(floats).getBytes(StandardCharsets.UTF_8);
    }

    private String body(float[] floats) {
        boolean open = protocol.equals("v2");
        StringBuilder json =
                new StringBuilder(
                        open
                                ? "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[64,784],\"data\":["
                                : "{\"instances\":[");
        for (int i = 0; i < floats.length; i++) {
            if (i % COLUMNS == 0) {
                json.append(i == 0 ? "[" : "],[");
            } else {
                json.append(',');
            }
            json.append(floats[i]);
        }
        return json.append(open ? "]]}]}" : "]]}").toString();
    }

    @Benchmark
    public Payload decode(Volume volume) {
        volume.bytes += body.length;
        return protocol.equals("v2")
                ? OpenInferenceJson.decode(body)
                : ServingJson.decode(body, SIGNATURE);
    }

    @Benchmark
    public byte[] encode(Volume volume) {
        byte[] encoded =
                protocol.equals("v2")
                        ? OpenInferenceJson.encode(outputs)
                        : ServingJson.encode(outputs);
        volume.bytes += encoded.length;
        return encoded;
    }
}
