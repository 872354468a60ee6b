package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Nothing in a receipt file can be changed: every byte is either proven or has one form only. The
 * one exception is the format's own: a line whose key is no longer recognised (here the witness's,
 * the last) is ignored, and then the result does not claim it.
 */
class ReceiptTamperTest {

    private static final boolean LONG = Boolean.getBoolean("vouchsafe.long");
    private static final byte[] FILE = Samples.golden("receipt.tlog-proof");
    private static final int WITNESS_LINE = witnessLine();
    private static final ReceiptVerifier VERIFIER =
            new ReceiptVerifier(KeyRing.parse(Samples.golden("keys.txt")));

    private static int witnessLine() {
        String file = new String(FILE, StandardCharsets.UTF_8);
        return Samples.bytes(file.substring(0, file.lastIndexOf('\u2014'))).length;
    }

    /** Fails when a change at that place leaves a receipt that still claims everything. */
    private static void assertNoticed(byte[] changed, int place, String what) {
        switch (VERIFIER.verify(changed)) {
            case Verification.Rejected rejected ->
                    assertThat(rejected.sentence()).as("%s %s", what, place).isNotBlank();
            case Verification.Verified verified -> {
                assertThat(place).as("%s was not noticed", what).isGreaterThan(WITNESS_LINE - 1);
                assertThat(verified.facts().signatures()).as("%s %s", what, place).hasSize(2);
            }
        }
    }

    @Test
    void unchangedFileVerifiesWithAllItsSignatures() {
        assertThat(VERIFIER.verify(FILE))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified -> assertThat(verified.facts().signatures()).hasSize(3));
    }

    /** All eight bits of each byte in the long run, two otherwise. */
    @Test
    void everyFlippedBitOfTheFile_isNoticed() {
        int step = LONG ? 1 : 4;
        int first = LONG ? 0 : new Random().nextInt(step);
        IntStream.range(0, FILE.length * 8 / step)
                .map(count -> first + count * step)
                .parallel()
                .forEach(
                        bit -> {
                            byte[] changed = FILE.clone();
                            changed[bit / 8] ^= (byte) (1 << (bit % 8));
                            assertNoticed(changed, bit / 8, "flipped bit " + bit % 8 + " of");
                        });
    }

    @Test
    void everyByteReplacedByAnotherOfItsAlphabet_isNoticed() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\n \r";
        IntStream.range(0, FILE.length)
                .parallel()
                .forEach(
                        place -> {
                            byte[] changed = FILE.clone();
                            int at = Math.max(0, alphabet.indexOf(FILE[place]));
                            changed[place] =
                                    (byte) alphabet.charAt((at + 1 + place) % alphabet.length());
                            if (changed[place] != FILE[place]) {
                                assertNoticed(changed, place, "replaced byte");
                            }
                        });
    }

    @Test
    void everyRemovedOrDoubledByte_isNoticed() {
        IntStream.range(0, FILE.length)
                .parallel()
                .forEach(
                        place -> {
                            byte[] shorter = new byte[FILE.length - 1];
                            System.arraycopy(FILE, 0, shorter, 0, place);
                            System.arraycopy(
                                    FILE, place + 1, shorter, place, shorter.length - place);
                            byte[] longer = new byte[FILE.length + 1];
                            System.arraycopy(FILE, 0, longer, 0, place + 1);
                            System.arraycopy(FILE, place, longer, place + 1, FILE.length - place);

                            assertNoticed(shorter, place, "removed byte");
                            assertNoticed(longer, place, "doubled byte");
                        });
    }

    @Test
    void everyTruncation_isNoticed() {
        IntStream.range(0, FILE.length)
                .parallel()
                .forEach(
                        length ->
                                assertNoticed(
                                        Arrays.copyOf(FILE, length), length, "length cut to"));
    }

    @Test
    void everyAppendedByte_isNoticed() {
        for (int value = 0; value < 256; value++) {
            byte[] longer = Arrays.copyOf(FILE, FILE.length + 1);
            longer[FILE.length] = (byte) value;

            assertThat(VERIFIER.verify(longer)).isInstanceOf(Verification.Rejected.class);
        }
    }

    @Test
    void everyLineLeftOut_isNoticed() {
        String file = new String(FILE, StandardCharsets.UTF_8);
        int place = 0;
        for (String line : file.split("(?<=\n)")) {
            String without = file.substring(0, place) + file.substring(place + line.length());

            assertNoticed(Samples.bytes(without), bytesBefore(file, place), "left out line at");
            place += line.length();
        }
    }

    private static int bytesBefore(String file, int place) {
        return Samples.bytes(file.substring(0, place)).length;
    }

    @Test
    void randomBytesAreAnAnswerNeverAFault() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] noise = FILE.clone();
            for (int i = 0; i <= round % 50; i++) {
                noise[random.nextInt(noise.length)] = (byte) random.nextInt(256);
            }
            byte[] nothing = new byte[random.nextInt(300)];
            random.nextBytes(nothing);

            assertThat(VERIFIER.verify(nothing))
                    .as("seed %s", seed)
                    .isInstanceOf(Verification.Rejected.class);
            assertThat(VERIFIER.verify(noise)).as("seed %s", seed).isNotNull();
        }
    }
}
