package io.vouchsafe.partners.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiKeyTest {
    private static final String ID = "k3V9aQ0ZtL2mXy7B";
    private static final String SECRET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg";

    @Test
    void generatedKey_hasTheFormAndReadsBack() {
        for (int i = 0; i < 500; i++) {
            ApiKey key = ApiKey.generate(new SecureRandom());

            assertThat(key.insecureText()).matches("vs_[A-Za-z0-9]{16}_[A-Za-z0-9]{43}");
            ApiKey read = ApiKey.parse(key.insecureText()).orElseThrow();
            assertThat(read.id()).isEqualTo(key.id());
            assertThat(read.hash()).isEqualTo(key.hash());
        }
    }

    @Test
    void smallestSecret_isPaddedToFullLength() {
        ApiKey key =
                ApiKey.generate(
                        new SecureRandom() {
                            @Override
                            public void nextBytes(byte[] bytes) {
                                java.util.Arrays.fill(bytes, (byte) 0);
                            }

                            @Override
                            public int nextInt(int bound) {
                                return 0;
                            }
                        });

        assertThat(key.insecureText()).isEqualTo("vs_" + "0".repeat(16) + "_" + "0".repeat(43));
    }

    @Test
    void largestSecret_fitsTheLength() {
        ApiKey key =
                ApiKey.generate(
                        new SecureRandom() {
                            @Override
                            public void nextBytes(byte[] bytes) {
                                java.util.Arrays.fill(bytes, (byte) 0xff);
                            }

                            @Override
                            public int nextInt(int bound) {
                                return bound - 1;
                            }
                        });

        assertThat(key.insecureText()).hasSize(63);
        assertThat(ApiKey.parse(key.insecureText())).isPresent();
    }

    @Test
    void keys_areNeverTheSame() {
        SecureRandom random = new SecureRandom();
        Set<String> ids = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            ApiKey key = ApiKey.generate(random);
            ids.add(key.id().value());
            keys.add(key.insecureText());
        }

        assertThat(ids).hasSize(2_000);
        assertThat(keys).hasSize(2_000);
    }

    static Stream<Arguments> malformed() {
        String key = "vs_" + ID + "_" + SECRET;
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("the prefix alone", "vs_"),
                Arguments.of("another prefix", "sk_" + ID + "_" + SECRET),
                Arguments.of("the prefix in capitals", "VS_" + ID + "_" + SECRET),
                Arguments.of("no secret", "vs_" + ID + "_"),
                Arguments.of("one character too few", key.substring(0, 62)),
                Arguments.of("one character too many", key + "0"),
                Arguments.of("no separator", "vs_" + ID + "0" + SECRET),
                Arguments.of(
                        "the separator one place too far", "vs_" + ID + "x_" + SECRET.substring(1)),
                Arguments.of(
                        "an underscore in the secret", "vs_" + ID + "__" + SECRET.substring(1)),
                Arguments.of("a dash in the id", "vs_-" + ID.substring(1) + "_" + SECRET),
                Arguments.of("a space around it", " " + key.substring(1)),
                Arguments.of("a line break at the end", key.substring(0, 62) + "\n"),
                Arguments.of("a NUL inside", key.substring(0, 40) + "\0" + key.substring(41)),
                Arguments.of(
                        "a letter that only looks like one",
                        "vs_" + ID + "_а" + SECRET.substring(1)),
                Arguments.of("digits of another script", "vs_" + ID + "_٣" + SECRET.substring(1)),
                Arguments.of("a token", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhY21lIn0.c2lnbmF0dXJl"),
                Arguments.of("a megabyte", "vs_" + "a".repeat(1_000_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void malformedKey_isNone(String why, String text) {
        assertThat(ApiKey.parse(text)).isEmpty();
    }

    @Test
    void text_showsNoSecret() {
        ApiKey key = ApiKey.parse("vs_" + ID + "_" + SECRET).orElseThrow();

        assertThat(key).hasToString("ApiKey[" + ID + "]");
        assertThat(key.tail()).isEqualTo("defg");
    }

    @Test
    void hash_isSha256OfTheSecret() {
        ApiKey key = ApiKey.parse("vs_" + ID + "_" + "0".repeat(43)).orElseThrow();

        assertThat(key.hash()).hasSize(32).isEqualTo(sha256("0".repeat(43)));
    }

    private static byte[] sha256(String text) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
