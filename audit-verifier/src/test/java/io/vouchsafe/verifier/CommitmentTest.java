package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitmentTest {

    @Test
    void commitmentIsHmacSha256UnderTheSalt() {
        byte[] salt = new byte[32];
        for (int i = 0; i < salt.length; i++) {
            salt[i] = (byte) i;
        }

        // computed with another implementation
        assertThat(Commitment.of(salt, Samples.bytes("{\"x\":[1,2,5]}")))
                .isEqualTo(
                        "hmac-sha256:da2e16324ba8825fc67db3f3e81d64e482f6973574f562fdf5699fe08c771962");
    }

    @Test
    void publishedMacs_areReproduced() throws IOException {
        JsonNode vectors =
                SharedData.json(SharedData.conformance("wycheproof/hmac_sha256_test.json"));
        int checked = 0;
        for (JsonNode group : vectors.get("testGroups")) {
            if (group.get("keySize").asInt() != 256 || group.get("tagSize").asInt() != 256) {
                continue;
            }
            for (JsonNode test : group.get("tests")) {
                String mac = Commitment.of(hex(test, "key"), hex(test, "msg"));
                String published = Commitment.PREFIX + test.get("tag").asText();
                assertThat(Commitment.same(mac, published))
                        .as(test.get("comment").asText())
                        .isEqualTo(test.get("result").asText().equals("valid"));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static byte[] hex(JsonNode test, String name) {
        return HexFormat.of().parseHex(test.get(name).asText());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_000_000})
    void streamAndArrayCommitAlike(int length) throws IOException {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 31);
        }

        assertThat(Commitment.of(Samples.SALT, new ByteArrayInputStream(content)))
                .isEqualTo(Commitment.of(Samples.SALT, content));
    }

    @Test
    void otherSaltOrContent_givesAnotherCommitment() {
        String one = Commitment.of(Samples.SALT, Samples.REQUEST);

        assertThat(Commitment.same(one, Commitment.of(Samples.SALT, Samples.REQUEST))).isTrue();
        assertThat(Commitment.same(one, Commitment.of(Samples.seed(8), Samples.REQUEST))).isFalse();
        assertThat(Commitment.same(one, Commitment.of(Samples.SALT, Samples.RESPONSE))).isFalse();
        assertThat(Commitment.same(one, one.substring(0, one.length() - 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void saltOfAnotherLength_isRefused(int length) {
        byte[] salt = new byte[length];

        assertThatThrownBy(() -> Commitment.of(salt, Samples.REQUEST))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Receipt.entry(salt, Samples.REQUEST))
                .isInstanceOf(MalformedException.class);
    }
}
