package io.vouchsafe.rest.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.inference.UpstreamCredentials;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import io.vouchsafe.rest.testing.Api;
import io.vouchsafe.rest.testing.Callers;
import io.vouchsafe.rest.testing.RecordedFace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamCredentialsResourceTest {
    private static final UpstreamCredentials.View VIEW =
            new UpstreamCredentials.View("triton", "https://triton.example", "ada", Samples.NOON);

    private final RecordedFace<UpstreamCredentials> face =
            new RecordedFace<>(UpstreamCredentials.class);
    private final Api api =
            new Api(new UpstreamCredentialsResource(face.face(), Callers.always(Callers.OWNER)));

    @Test
    void aCredential_isStored_andItsValueDoesNotComeBack() {
        face.answer("put", Outcome.done(VIEW));

        Api.Answer stored =
                api.put("/api/upstreams/credentials")
                        .json(
                                """
                                {"name":"triton","origin":"https://triton.example","value":"s3cret"}""")
                        .send();

        assertThat(stored.status()).isEqualTo(200);
        assertThat(stored.text()).doesNotContain("s3cret");
        assertThat(stored.json().get("origin").asText()).isEqualTo("https://triton.example");
        assertThat(face.only("put"))
                .containsExactly(Callers.OWNER, "triton", "https://triton.example", "s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\",\"origin\":\"https://a\"}",
                "{\"name\":\"a\",\"value\":\"s3cret\"}",
                "{\"name\":7,\"origin\":\"https://a\",\"value\":\"s3cret\"}",
                "{\"name\":\"a\",\"origin\":\"https://a\",\"value\":\"s3cret\",\"more\":1}",
                "{"
            })
    void anIncompleteBody_isRefusedWithoutQuotingIt(String body) {
        Api.Answer refused = api.put("/api/upstreams/credentials").json(body).send();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).doesNotContain("s3cret");
        assertThat(face.calls()).isEmpty();
    }

    @Test
    void whatTheFaceDeclines_isAProblem() {
        face.answer(
                "put", Outcome.declined(Outcome.Kind.INVALID, "invalid-field", "No such origin."));

        Api.Answer refused =
                api.put("/api/upstreams/credentials")
                        .json("{\"name\":\"a\",\"origin\":\"x\",\"value\":\"s3cret\"}")
                        .send();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("type").asText()).endsWith("/invalid-field");
    }

    @Test
    void credentials_areListedAndRemoved() {
        face.answer("list", new Page<>(List.of(VIEW), null)).answer("remove", Outcome.done(VIEW));

        Api.Answer list = api.get("/api/upstreams/credentials").send();
        Api.Answer removed = api.delete("/api/upstreams/credentials/triton").send();

        assertThat(list.json().get("items").get(0).get("name").asText()).isEqualTo("triton");
        assertThat(removed.status()).isEqualTo(204);
    }
}
