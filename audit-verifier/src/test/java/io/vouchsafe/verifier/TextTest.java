package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 1234567890123456789L, Long.MAX_VALUE})
    void decimalsAreRead(long number) {
        assertThat(Text.decimal(Long.toString(number), Reason.PROOF, "It")).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-0",
                "-1",
                "+1",
                "00",
                "01",
                " 1",
                "1 ",
                "1_000",
                "1.0",
                "1e3",
                "0x1",
                "a",
                "9223372036854775808",
                "18446744073709551616",
                "\u0661",
                "1\n",
                "\uff11",
            })
    void otherNumbers_areRefused(String text) {
        assertThatThrownBy(() -> Text.decimal(text, Reason.PROOF, "It"))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        fault -> {
                            assertThat(fault.reason()).isEqualTo(Reason.PROOF);
                            assertThat(fault.sentence()).startsWith("It is");
                        });
    }

    @Test
    void everyByteStringHasExactlyOneBase64() {
        Random random = new Random(42);
        for (int length = 0; length < 70; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String text = Text.base64(bytes);

            assertThat(Text.base64(text, Reason.HASH, "It")).isEqualTo(bytes);
            for (String other : new String[] {text + "=", text + "\n", " " + text, text + "A"}) {
                assertThatThrownBy(() -> Text.base64(other, Reason.HASH, "It"))
                        .isInstanceOf(MalformedException.class);
            }
            if (text.endsWith("=")) {
                String unpadded = text.replace("=", "");
                assertThat(Base64.getDecoder().decode(unpadded)).isEqualTo(bytes); // the JDK would
                assertThatThrownBy(() -> Text.base64(unpadded, Reason.HASH, "It"))
                        .isInstanceOf(MalformedException.class);
            }
        }
    }

    @Test
    void utf8IsReadStrictly() {
        assertThat(Text.utf8(Samples.bytes("\u2014 \ud83d\ude00"), "It"))
                .isEqualTo("\u2014 \ud83d\ude00");
        for (byte[] bad :
                new byte[][] {
                    {(byte) 0x80},
                    {(byte) 0xe2, (byte) 0x80},
                    {(byte) 0xc1, (byte) 0x81},
                    {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                }) {
            assertThatThrownBy(() -> Text.utf8(bad, "It"))
                    .isInstanceOf(MalformedException.class)
                    .hasMessage("It is not valid UTF-8 text.")
                    .hasCauseInstanceOf(CharacterCodingException.class);
        }
    }
}
