package io.vouchsafe.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Uuid7Test {
    @Test
    void id_carriesVersionVariantAndTime() {
        long before = System.currentTimeMillis();

        UUID id = Uuid7.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isGreaterThanOrEqualTo(before);
    }

    @Test
    void idsOfOneThread_ascend() {
        List<UUID> ids = Stream.generate(Uuid7::next).limit(20_000).toList();

        assertThat(ids).isSortedAccordingTo(Comparator.comparing(UUID::toString));
    }

    @Test
    void clockSteppingBack_keepsIdsAscending() {
        UUID later = Uuid7.at(System.currentTimeMillis() + 5_000);

        UUID next = Uuid7.at(System.currentTimeMillis());

        assertThat(next.toString()).isGreaterThan(later.toString());
    }

    @Test
    void manyThreads_neverShareAnId() {
        var seen = ConcurrentHashMap.<UUID>newKeySet();

        IntStream.range(0, 100_000).parallel().forEach(i -> seen.add(Uuid7.next()));

        assertThat(seen).hasSize(100_000);
    }
}
