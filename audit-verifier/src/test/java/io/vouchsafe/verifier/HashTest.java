package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashTest {

    private static final String EMPTY_HEX =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String EMPTY_BASE64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @Test
    void everyFormNamesTheSameHash() {
        Hash hex = Hash.fromHex(EMPTY_HEX);
        Hash base64 = Hash.fromBase64(EMPTY_BASE64);

        assertThat(hex).isEqualTo(base64).hasSameHashCodeAs(base64);
        assertThat(hex.base64()).isEqualTo(EMPTY_BASE64);
        assertThat(base64.hex()).isEqualTo(EMPTY_HEX).isEqualTo(base64.toString());
        assertThat(Hash.of(hex.toBytes())).isEqualTo(hex);
    }

    @Test
    void hashIsNotChangedThroughItsArrays() {
        byte[] source = Samples.seed(7);
        Hash hash = Hash.of(source);

        source[0] = 0;
        hash.toBytes()[1] = 0;

        assertThat(hash).isEqualTo(Hash.of(Samples.seed(7)));
    }

    @Test
    void hashIsReadAndWrittenInsideALargerArray() {
        byte[] page = new byte[100];
        Hash.of(Samples.seed(5)).copyTo(page, 40);

        assertThat(Hash.at(page, 40)).isEqualTo(Hash.of(Samples.seed(5)));
        assertThat(Hash.at(page, 39)).isNotEqualTo(Hash.of(Samples.seed(5)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no padding, 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
        "stray bits in the last character, 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
        "URL alphabet, 47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
        "31 bytes, 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==",
        "33 bytes, 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFUA",
        "a space inside, '47DEQpj8HBSa+/TImW+5JCeuQ eRkm5NMpJWZG3hSuFU='",
        "nothing, ''",
    })
    void otherBase64_isRefused(String reason, String text) {
        assertThatThrownBy(() -> Hash.fromBase64(text))
                .as(reason)
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.HASH));
    }

    @ParameterizedTest
    @CsvSource({"''", "e3", "zz", EMPTY_HEX + "00"})
    void otherHex_isRefused(String text) {
        assertThatThrownBy(() -> Hash.fromHex(text)).isInstanceOf(MalformedException.class);
    }
}
