package io.vouchsafe.privacy.internal.engine;

import static io.vouchsafe.privacy.internal.policy.TestPolicies.EMAIL;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.drop;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.mask;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.policy;
import static io.vouchsafe.privacy.internal.policy.TestPolicies.redact;
import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Payload;
import io.vouchsafe.kernel.Shape;
import io.vouchsafe.kernel.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One policy serves all requests at once; no value of one shows up in another. */
class ConcurrentEngineTest {
    private static final int THREADS = 6;
    private static final int CALLS = 1_000;

    @Test
    void requestsAtOnce_neverSeeEachOthersValues() throws Exception {
        CompiledPolicy policy = policy(redact("mail", EMAIL), mask("card", 4), drop("secret"));
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String own = "t" + thread;
                all.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    for (int call = 0; call < CALLS; call++) {
                                        check(policy, own, call);
                                    }
                                    return CALLS;
                                }));
            }
            start.countDown();
            for (Future<Integer> each : all) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo(CALLS);
            }
        }
    }

    private static void check(CompiledPolicy policy, String own, int call) {
        String number = "%04d".formatted(call);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("mail", text(own + " " + own + number + "@example.com."));
        tensors.put("card", text("41111111" + number));
        tensors.put("secret", text(own + number));

        Masked masked = PolicyEngine.mask(new Payload(tensors), policy, Set.of("secret"));

        assertThat(read(masked, "mail")).isEqualTo(own + " .");
        assertThat(read(masked, "card")).isEqualTo("********" + number);
        assertThat(read(masked, "secret")).isEmpty();
        assertThat(masked.report())
                .isEqualTo(Map.of("redact:mail", 1, "mask:card", 1, "drop:secret", 1));
    }

    private static Tensor text(String value) {
        return Tensor.strings(Shape.of(1), value);
    }

    private static String read(Masked masked, String name) {
        Tensor tensor = masked.payload().tensors().get(name);
        assertThat(tensor).isInstanceOf(Tensor.Bytes.class);
        return ((Tensor.Bytes) tensor).text(0);
    }
}
