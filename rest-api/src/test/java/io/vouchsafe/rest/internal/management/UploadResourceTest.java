package io.vouchsafe.rest.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.rest.internal.http.RestConfig;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadResourceTest {
    private static final RestConfig CONFIG =
            new RestConfig(1024, 50_000, Duration.ofSeconds(1), false);

    /** Reads the archive in small bites, as an unpacker does, and counts. */
    private static final class CountingDeployments implements Deployments {
        long bytes;
        int calls;
        @Nullable Long version;
        boolean swallows;
        @Nullable Outcome<VersionView> answer;

        @Override
        public Outcome<VersionView> upload(
                Caller caller, ModelName model, @Nullable Long asked, InputStream archive) {
            calls++;
            version = asked;
            byte[] bite = new byte[512];
            try {
                for (int read = archive.read(bite); read >= 0; read = archive.read(bite)) {
                    bytes += read;
                }
            } catch (IOException broken) {
                if (swallows) {
                    return Outcome.declined(
                            Outcome.Kind.UNREADABLE, "archive-unreadable", "Broken.");
                }
                throw new UncheckedIOException(broken);
            }
            return answer != null ? answer : Outcome.done(Samples.version(VersionState.DRAFT));
        }

        @Override
        public Outcome<VersionView> deploy(Caller caller, ModelRef ref, @Nullable String comment) {
            throw new AssertionError();
        }

        @Override
        public Outcome<VersionView> rollback(
                Caller caller, ModelRef ref, @Nullable String comment) {
            throw new AssertionError();
        }

        @Override
        public Outcome<VersionView> resume(Caller caller, ModelRef ref, @Nullable String comment) {
            throw new AssertionError();
        }
    }

    private final CountingDeployments deployments = new CountingDeployments();
    private final Api api =
            new Api(new UploadResource(deployments, Callers.always(Callers.OWNER), CONFIG));

    /** Gives so many bytes without ever holding them. */
    private static InputStream endless(long bytes) {
        return new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 7 : -1;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/zip",
                "application/gzip",
                "application/x-gzip",
                "application/octet-stream"
            })
    void anArchive_streamsThrough_andIs201(String type) {
        Api.Answer answer =
                api.post("/api/models/half/versions").stream(type, endless(50_000)).send();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/models/half/versions/124");
        assertThat(answer.json().get("version").asLong()).isEqualTo(124);
        assertThat(answer.json().get("state").asText()).isEqualTo("DRAFT");
        assertThat(answer.json().get("digest").asText()).isEqualTo("sha256:00");
        assertThat(answer.json().get("signatures")).hasSize(1);
        assertThat(deployments.bytes).isEqualTo(50_000);
        assertThat(deployments.version).isNull();
    }

    @Test
    void aVersionMayBeNamed() {
        api.post("/api/models/half/versions?version=7").stream("application/zip", endless(1))
                .send();

        assertThat(deployments.version).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.5", "99999999999999999999"})
    void aVersionThatIsNone_is400_andNamed(String version) {
        Api.Answer answer =
                api.post("/api/models/half/versions?version=" + version).stream(
                                "application/zip", endless(1))
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("parameter").asText()).isEqualTo("version");
        assertThat(deployments.calls).isZero();
    }

    @Test
    void anAnnouncedSizeAboveTheLimit_is413_unread() {
        Api.Answer answer =
                api.post("/api/models/half/versions").header("Content-Length", "50001").stream(
                                "application/zip", endless(50_001))
                        .send();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(deployments.calls).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatGrowsAboveTheLimit_is413_whateverTheModuleMakesOfIt(boolean swallows) {
        deployments.swallows = swallows;

        Api.Answer answer =
                api.post("/api/models/half/versions").stream("application/zip", endless(1 << 20))
                        .send();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("type").asText()).endsWith("/body-too-large");
        assertThat(deployments.bytes).isLessThanOrEqualTo(50_000);
    }

    @Test
    void whatTheModuleDeclines_isToldInItsWords() {
        deployments.answer =
                Outcome.declined(
                        Outcome.Kind.INVALID,
                        "model-unsafe-op",
                        "Operation 'ReadFile' reads files.");

        Api.Answer answer =
                api.post("/api/models/half/versions").stream(
                                "application/zip", new ByteArrayInputStream(new byte[9]))
                        .send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("type").asText()).endsWith("/model-unsafe-op");
        assertThat(answer.json().get("detail").asText()).contains("ReadFile");
    }

    @Test
    void aBodyOfAnotherType_is415() {
        Api.Answer answer =
                api.post("/api/models/half/versions").stream("text/plain", endless(1)).send();

        assertThat(answer.status()).isEqualTo(415);
        assertThat(deployments.calls).isZero();
    }
}
