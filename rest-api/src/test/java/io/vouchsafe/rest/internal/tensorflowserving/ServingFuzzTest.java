package io.vouchsafe.rest.internal.tensorflowserving;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.DataType;
import io.vouchsafe.rest.fuzzing.Fuzzer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes: tensors, examples or a refusal, in time and within memory. */
class ServingFuzzTest {
    private static final int LARGEST_SEED = 10_000;
    private static final int EXAMPLES = 0x80;

    private static byte[] seed(int choice, byte[] body) {
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.write(choice);
        seed.writeBytes(body);
        return seed.toByteArray();
    }

    private static byte[] seed(int choice, String body) {
        return seed(choice, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<byte[]> seeds() {
        int floats = DataType.FP32.ordinal();
        int texts = DataType.BYTES.ordinal();
        int two = floats + DataType.values().length;
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(seed(floats, "{\"instances\":[[1.5,NaN],[-Infinity,2e3]]}"));
        seeds.add(seed(texts, "{\"inputs\":[\"ü\",{\"b64\":\"AP8=\"}],\"signature_name\":\"\"}"));
        seeds.add(
                seed(two, "{\"instances\":[{\"x\":[1],\"b64\":\"t\"},{\"x\":[2],\"b64\":\"\"}]}"));
        seeds.add(
                seed(
                        EXAMPLES,
                        "{\"context\":{\"a\":[1]},\"examples\":[{\"t\":\"x\",\"f\":[0.5]}]}"));
        ServingCases.all("predict_request", "classify_regress_request")
                .filter(each -> each.json().has("kind"))
                .forEach(
                        each -> {
                            byte[] body = each.body();
                            boolean predict = each.kind().equals("predict_request");
                            if (body.length < LARGEST_SEED) {
                                seeds.add(seed(predict ? floats : EXAMPLES, body));
                            }
                        });
        return seeds;
    }

    @Test
    void theSeeds_areUnderstoodOrRefused() {
        seeds().forEach(ServingFuzz::fuzzerTestOneInput);
    }

    @Test
    void nothingIsFound(@TempDir Path folder) throws Exception {
        Fuzzer.Outcome outcome = Fuzzer.run(ServingFuzz.class, seeds(), folder, Fuzzer.patience());

        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("stat::number_of_executed_units");
    }
}
