package io.vouchsafe.benchmarks.micro;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import io.vouchsafe.privacy.internal.detect.EmailDetector;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import io.vouchsafe.privacy.internal.engine.CompiledRule;
import io.vouchsafe.privacy.internal.engine.Masked;
import io.vouchsafe.privacy.internal.engine.PolicyEngine;
import io.vouchsafe.privacy.internal.operator.Redact;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Texts through a policy that redacts e-mail addresses, one core. One address in about a kilobyte
 * of ordinary text, or one in every sentence.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class MaskingBenchmark {
    /** Bytes of UTF-8 that one call masks. */
    public static final int BYTES = 64 * 1024;

    private static final String PLAIN =
            "The customer asked on Tuesday when the amount of 2,500 euros would be paid out. ";
    private static final String ADDRESS = "Please answer to jane.doe@example.com before Friday. ";

    @Param({"12", "1"})
    public int sentencesPerAddress;

    private CompiledPolicy policy;
    private Payload payload;

    @Setup
    public void prepare() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; text.length() < BYTES; i++) {
            text.append(i % sentencesPerAddress == 0 ? ADDRESS : PLAIN);
        }
        text.setLength(BYTES);
        payload = new Payload(Map.of("text", Tensor.strings(Shape.of(1), text.toString())));
        CompiledRule rule =
                new CompiledRule(
                        1,
                        "redact",
                        new Redact().prepare(Map.of()),
                        "EMAIL_ADDRESS",
                        List.of(new EmailDetector()));
        policy =
                new CompiledPolicy(
                        PolicyRef.parse("benchmark@1"), Map.of(), List.of(rule), Map.of());
    }

    @Benchmark
    public Masked mask() {
        return PolicyEngine.mask(payload, policy, Set.of("text"));
    }
}
