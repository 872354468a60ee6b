package io.vouchsafe.verifier.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vouchsafe.verifier.SharedData;
import java.io.IOException;
import java.security.KeyPair;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Ed25519Test {

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /** RFC 8032 section 7.1, test 2. */
    @Test
    void seedGivesThePublishedKeyAndSignature() {
        byte[] seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

        KeyPair pair = Ed25519.keyPair(seed);
        byte[] signature = Ed25519.sign(pair.getPrivate(), hex("72"));

        assertThat(Ed25519.raw(pair.getPublic()))
                .isEqualTo(hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
        assertThat(signature)
                .isEqualTo(
                        hex(
                                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
        assertThat(Ed25519.verifies(Ed25519.raw(pair.getPublic()), hex("72"), signature)).isTrue();
        assertThat(Ed25519.verifies(Ed25519.raw(pair.getPublic()), hex("73"), signature)).isFalse();
    }

    @Test
    void publishedVectors_malleableSignaturesIncluded_areDecidedAsPublished() throws IOException {
        JsonNode vectors = SharedData.json(SharedData.conformance("wycheproof/ed25519_test.json"));
        int checked = 0;
        for (JsonNode group : vectors.get("testGroups")) {
            byte[] key = hex(group.get("publicKey").get("pk").asText());
            for (JsonNode test : group.get("tests")) {
                boolean verifies =
                        Ed25519.verifies(
                                key, hex(test.get("msg").asText()), hex(test.get("sig").asText()));
                assertThat(verifies)
                        .as("%s: %s", test.get("tcId"), test.get("comment"))
                        .isEqualTo(test.get("result").asText().equals("valid"));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(vectors.get("numberOfTests").asInt());
    }

    @Test
    void malformedKeysAndSignatures_areFalseNotFaults() {
        byte[] seed = new byte[32];
        byte[] key = Ed25519.raw(Ed25519.keyPair(seed).getPublic());
        byte[] offCurve = new byte[32];
        offCurve[0] = 2;

        assertThat(Ed25519.verifies(key, new byte[0], new byte[63])).isFalse();
        assertThat(Ed25519.verifies(key, new byte[0], new byte[65])).isFalse();
        assertThat(Ed25519.verifies(key, new byte[0], new byte[64])).isFalse();
        assertThat(Ed25519.verifies(new byte[31], new byte[0], new byte[64])).isFalse();
        assertThat(Ed25519.verifies(offCurve, new byte[0], new byte[64])).isFalse();
        assertThatThrownBy(() -> Ed25519.keyPair(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
