package io.vouchsafe.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryBundleTest {

    @Test
    void entriesStandBehindTheirLengths() {
        byte[] bundle = EntryBundle.encode(List.of(new byte[] {7, 8}, new byte[0], new byte[258]));

        assertThat(bundle).startsWith(0, 2, 7, 8, 0, 0, 1, 2).hasSize(2 + 2 + 2 + 2 + 258);
        assertThat(EntryBundle.decode(bundle))
                .containsExactly(new byte[] {7, 8}, new byte[0], new byte[258]);
    }

    @Test
    void fullBundleComesBackWhole() {
        List<byte[]> entries = Samples.entries(256);

        assertThat(EntryBundle.decode(EntryBundle.encode(entries)))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(entries);
    }

    @Test
    void longestEntryFits_andOneMoreByteDoesNot() {
        byte[] bundle = EntryBundle.encode(List.of(new byte[65_535]));

        assertThat(EntryBundle.decode(bundle).get(0)).hasSize(65_535);
        assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[65_536])))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void bundleCutAnywhereInsideAnEntry_isRefused() {
        byte[] bundle = EntryBundle.encode(List.of(new byte[] {1, 2, 3}, new byte[] {4, 5}));
        for (int length = 0; length < bundle.length; length++) {
            byte[] cut = Arrays.copyOf(bundle, length);
            if (length == 5) { // a whole entry
                assertThat(EntryBundle.decode(cut)).hasSize(1);
            } else {
                assertThatThrownBy(() -> EntryBundle.decode(cut))
                        .isInstanceOf(MalformedException.class);
            }
        }
    }

    @Test
    void bundleOfTooManyEntries_isRefused() {
        assertThatThrownBy(() -> EntryBundle.decode(new byte[2 * 257]))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> EntryBundle.decode(new byte[2_000_000]))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> EntryBundle.encode(Collections.nCopies(257, new byte[1])))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> EntryBundle.encode(List.of()))
                .isInstanceOf(MalformedException.class);
    }
}
