package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vouchsafe.rest.fuzzing.Fuzzer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes: tensors or a refusal, in time and within memory. */
class OpenInferenceFuzzTest {
    private static final List<String> SEEDS =
            List.of(
                    """
                    {"id":"42","inputs":[{"name":"x","shape":[3],"datatype":"FP32","data":[1.5,-2,5e3]}],
                     "outputs":[{"name":"y"}],"parameters":{"signature_name":"s"}}""",
                    """
                    {"inputs":[{"data":[[1,2],[3,4]],"datatype":"UINT64","shape":[2,2],"name":"a"},
                     {"name":"b","shape":[2],"datatype":"BYTES","data":["ü","\\u00e9"],
                      "parameters":{"content_type":"base64"}}]}""",
                    """
                    {"inputs":[{"name":"t","datatype":"BOOL","shape":[2,1,2],"data":[[[true,false]],[[true,true]]]},
                     {"name":"h","datatype":"FP16","shape":[],"data":0.5},
                     {"name":"n","datatype":"FP64","shape":[2],"data":["NaN",1e-300]}]}""");
    private static final String BINARY =
            """
            {"inputs":[{"name":"a","shape":[2],"datatype":"BYTES","parameters":{"binary_data_size":10}},
             {"name":"b","shape":[3],"datatype":"BOOL","parameters":{"binary_data_size":3}}],
             "parameters":{"binary_data_output":true}}""";

    private static byte[] seed(String json, byte... behind) {
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.write(behind.length);
        seed.write(0);
        seed.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        seed.writeBytes(behind);
        return seed.toByteArray();
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        SEEDS.forEach(json -> seeds.add(seed(json)));
        byte[] data = {2, 0, 0, 0, 'a', 'b', 0, 0, 0, 0, 1, 0, 1};
        seeds.add(seed(BINARY, data));
        Path facts =
                Path.of(
                        System.getProperty("vouchsafe.root", ".."),
                        "../shared/data/conformance/open-inference-protocol/facts.json");
        if (Files.exists(facts)) {
            for (JsonNode example : new ObjectMapper().readTree(facts.toFile()).get("examples")) {
                seeds.add(seed(example.get("request").toString()));
            }
        }
        return seeds;
    }

    @Test
    void theSeeds_areUnderstood() throws IOException {
        for (byte[] seed : seeds().subList(0, SEEDS.size() + 1)) {
            OpenInferenceFuzz.fuzzerTestOneInput(seed);
        }
        byte[] binary = seeds().get(SEEDS.size());
        byte[] body = java.util.Arrays.copyOfRange(binary, 2, binary.length);

        assertThat(RequestDecoder.decode(body, body.length - binary[0]).inputs().tensors())
                .containsOnlyKeys("a", "b");
    }

    @Test
    void nothingIsFound(@TempDir Path folder) throws Exception {
        Fuzzer.Outcome outcome =
                Fuzzer.run(OpenInferenceFuzz.class, seeds(), folder, Fuzzer.patience());

        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("stat::number_of_executed_units");
    }
}
