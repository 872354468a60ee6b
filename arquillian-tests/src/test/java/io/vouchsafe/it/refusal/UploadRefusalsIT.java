package io.vouchsafe.it.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Archives;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that must not come in: each is refused by name and leaves nothing behind. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class UploadRefusalsIT {
    private static final Path DATA = Path.of(System.getProperty("test.server", "")).resolve("data");

    /** Beside the folder where archives are unpacked, and in those above it. */
    private static final String ESCAPED = "it-escaped-file";

    static Stream<Arguments> attacks() {
        Map<String, byte[]> good = SavedModels.halfPlusTwo();
        byte[] evil = "evil".getBytes(StandardCharsets.UTF_8);
        byte[] zip = Archives.zip(good);
        byte[] tar = Archives.tarGz(good);
        Map<String, byte[]> scattered = new TreeMap<>(Archives.below("1", good));
        scattered.putAll(Archives.below("2", good));
        return Stream.of(
                Arguments.of("no archive at all", evil, "archive"),
                Arguments.of("nothing", new byte[0], "empty"),
                Arguments.of("a zip cut in half", Arrays.copyOf(zip, zip.length / 2), "archive"),
                Arguments.of("a gzip cut in half", Arrays.copyOf(tar, tar.length / 2), "archive"),
                Arguments.of("a zip with a wrong byte", wrongByte(zip), ""),
                Arguments.of("a gzip with a wrong byte", wrongByte(tar), ""),
                Arguments.of("a zip bomb", Archives.zipBomb(good, 256), ""),
                Arguments.of(
                        "a zip that climbs out",
                        Archives.zipWith(good, "../../" + ESCAPED, evil),
                        ".."),
                Arguments.of(
                        "a zip with an absolute name",
                        Archives.zipWith(good, "/tmp/" + ESCAPED, evil),
                        ESCAPED),
                Arguments.of(
                        "a zip with a Windows path",
                        Archives.zipWith(good, "..\\..\\" + ESCAPED, evil),
                        ".."),
                Arguments.of(
                        "a tar that climbs out",
                        Archives.tarWith(good, "assets/../../../" + ESCAPED, evil),
                        ".."),
                Arguments.of(
                        "a tar with an absolute name",
                        Archives.tarWith(good, "/tmp/" + ESCAPED, evil),
                        ESCAPED),
                Arguments.of(
                        "a zip with a symbolic link",
                        Archives.zipWithLink(good, "assets", "/etc"),
                        "assets"),
                Arguments.of(
                        "a tar with a symbolic link",
                        Archives.tarWithLink(good, "assets", "/etc", TarConstants.LF_SYMLINK),
                        "assets"),
                Arguments.of(
                        "a tar with a hard link",
                        Archives.tarWithLink(
                                good, "assets/passwd", "/etc/passwd", TarConstants.LF_LINK),
                        "assets/passwd"),
                Arguments.of(
                        "a tar with a device",
                        Archives.tarWithLink(good, "assets/null", "", TarConstants.LF_CHR),
                        "assets/null"),
                Arguments.of(
                        "no model inside", Archives.zip(Map.of("README", evil)), "saved_model.pb"),
                Arguments.of(
                        "a model file that is none",
                        Archives.zip(Map.of("saved_model.pb", evil)),
                        "saved_model.pb"),
                Arguments.of("two versions at once", Archives.zip(scattered), ""),
                Arguments.of("no serve tag", Archives.zip(SavedModels.taggedOnly("eval")), "serve"),
                Arguments.of(
                        "an operation that reads a file",
                        Archives.zip(SavedModels.readingAFile()),
                        "ReadFile"),
                Arguments.of(
                        "an operation that writes a file",
                        Archives.tarGz(SavedModels.writingAFile("/tmp/" + ESCAPED)),
                        "WriteFile"),
                Arguments.of(
                        "such an operation inside a function",
                        Archives.zip(SavedModels.readingAFileInAFunction()),
                        "ReadFile"));
    }

    private static byte[] wrongByte(byte[] archive) {
        byte[] copy = archive.clone();
        for (int i = archive.length / 3; i < archive.length / 3 + 8; i++) {
            copy[i] ^= 0x5a;
        }
        return copy;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void badArchive_isRefusedByName_andLeavesNothing(String what, byte[] archive, String named)
            throws IOException {
        String model = Scene.emptyModel();
        List<Path> before = files();

        Answer answer = Api.as("owner").upload("/api/models/" + model + "/versions", archive);

        refused(answer, named);
        nothingIsLeft(model, before);
    }

    @Test
    void publishedModelForEvaluation_isRefusedByItsTag() throws IOException {
        Path source = SharedData.require("models/tfx/chicago_taxi_eval_tag/1646034758");
        String model = Scene.emptyModel();
        List<Path> before = files();

        Answer answer =
                Api.as("owner")
                        .upload(
                                "/api/models/" + model + "/versions",
                                Archives.zip(Archives.files(source)));

        refused(answer, "serve");
        nothingIsLeft(model, before);
    }

    /** It may be looked at, since nothing is wrong with the files, but not go live. */
    @Test
    void publishedModelThatNeedsAKernelNobodyHas_isNotDeployed() {
        Path source = SharedData.require("models/tfx/chicago_taxi_transform_tf2/00000001");
        String model = Scene.emptyModel();
        long version = Scene.upload(model, Archives.zip(Archives.files(source)));
        Scene.step("owner", model, version, "submit").expect(200);
        Scene.step("approver", model, version, "approve").expect(200);

        Answer answer = Scene.step("approver", model, version, "deploy");

        refused(answer, "BoostedTreesBucketize");
        JsonNode found =
                Api.as("owner")
                        .get("/api/models/" + model + "/versions/" + version)
                        .expect(200)
                        .json();
        assertThat(found.get("state").asText()).isEqualTo("APPROVED");
        assertThat(found.get("champion").asBoolean()).isFalse();
        assertThat(found.at("/signatures/0/inputs")).hasSize(54);
    }

    private static void refused(Answer answer, String named) {
        assertThat(answer.status()).as(answer.toString()).isIn(400, 413, 422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.json().get("type").asText()).contains("/problems/");
        assertThat(answer.json().get("detail").asText()).contains(named);
    }

    private static void nothingIsLeft(String model, List<Path> before) throws IOException {
        assertThat(Api.as("owner").get("/api/models/" + model).expect(200).json().get("versions"))
                .isEmpty();
        assertThat(files()).isEqualTo(before);
        for (Path place : List.of(Path.of("/tmp"), DATA, DATA.resolve("tmp"), DATA.getParent())) {
            assertThat(place.resolve(ESCAPED)).doesNotExist();
        }
    }

    /** All that stands where models are unpacked and kept. */
    private static List<Path> files() throws IOException {
        List<Path> found = new java.util.ArrayList<>();
        for (String name : List.of("tmp", "models")) {
            Path root = DATA.resolve(name);
            if (Files.exists(root)) {
                try (Stream<Path> all = Files.walk(root)) {
                    all.filter(path -> !path.equals(root)).sorted().forEach(found::add);
                }
            }
        }
        return found;
    }

    @Test
    void archiveOverTheLimit_is413() throws IOException {
        String model = Scene.emptyModel();
        Map<String, byte[]> large = new TreeMap<>(SavedModels.halfPlusTwo());
        byte[] noise = new byte[17 << 20];
        new java.util.Random(1).nextBytes(noise);
        large.put("assets/noise.bin", noise);
        List<Path> before = files();

        Answer answer =
                Api.exchange(
                        Api.as("owner")
                                .request(
                                        "POST",
                                        "/api/models/" + model + "/versions",
                                        Archives.zip(large),
                                        "Content-Type",
                                        "application/zip")
                                .expectContinue(true)
                                .build());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("body-too-large");
        nothingIsLeft(model, before);
    }

    @Test
    void modelThatIsNotThere_takesNoVersion() {
        Answer answer =
                Api.as("owner")
                        .upload(
                                "/api/models/no-such-model/versions",
                                Archives.zip(SavedModels.halfPlusTwo()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
    }

    @Test
    void goodArchive_comesInAfterAllTheBadOnes() {
        String model = Scene.emptyModel();
        Api.as("owner")
                .upload(
                        "/api/models/" + model + "/versions",
                        Archives.zip(SavedModels.readingAFile()));

        assertThat(Scene.upload(model, Archives.zip(SavedModels.halfPlusTwo()))).isEqualTo(1);
    }
}
