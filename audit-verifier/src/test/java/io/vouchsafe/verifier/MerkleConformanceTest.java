package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The published cases of transparency-dev/merkle. */
class MerkleConformanceTest {

    @TestFactory
    Stream<DynamicTest> inclusionCases() throws IOException {
        return SharedData.jsonFiles(SharedData.conformance("merkle-rfc6962/inclusion")).stream()
                .map(file -> dynamicTest(name(file), () -> inclusion(SharedData.json(file))));
    }

    @TestFactory
    Stream<DynamicTest> consistencyCases() throws IOException {
        return SharedData.jsonFiles(SharedData.conformance("merkle-rfc6962/consistency")).stream()
                .map(file -> dynamicTest(name(file), () -> consistency(SharedData.json(file))));
    }

    private static String name(Path file) {
        return file.subpath(file.getNameCount() - 2, file.getNameCount()).toString();
    }

    private static void inclusion(JsonNode test) {
        boolean holds;
        try {
            holds =
                    Merkle.verifyInclusion(
                                    size(test, "leafIdx"),
                                    size(test, "treeSize"),
                                    hash(test.get("leafHash")),
                                    proof(test),
                                    hash(test.get("root")))
                            .holds();
        } catch (MalformedException notAHash) {
            holds = false;
        }

        assertThat(holds).isEqualTo(!test.get("wantErr").booleanValue());
    }

    private static void consistency(JsonNode test) {
        boolean holds;
        try {
            holds =
                    Merkle.verifyConsistency(
                                    size(test, "size1"),
                                    size(test, "size2"),
                                    hash(test.get("root1")),
                                    hash(test.get("root2")),
                                    proof(test))
                            .holds();
        } catch (MalformedException notAHash) {
            holds = false;
        }

        assertThat(holds).isEqualTo(!test.get("wantErr").booleanValue());
    }

    /**
     * The cases hold unsigned 64-bit sizes; what is beyond ours arrives negative and must fail too.
     */
    private static long size(JsonNode test, String name) {
        return Long.parseUnsignedLong(test.get(name).asText());
    }

    private static List<Hash> proof(JsonNode test) {
        List<Hash> proof = new ArrayList<>();
        test.get("proof").forEach(hash -> proof.add(hash(hash)));
        return proof;
    }

    private static Hash hash(JsonNode text) {
        return Hash.of(Base64.getDecoder().decode(text.isNull() ? "" : text.asText()));
    }
}
