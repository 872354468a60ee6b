package io.vouchsafe.audit.internal.committer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.testing.EmptyDatabase;
import io.vouchsafe.audit.testing.Entries;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ReceiptId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two committers on one database, as two nodes have them. */
class TwoNodesTest {
    private final CommitterFixture one = CommitterFixture.on(EmptyDatabase.get());
    private final CommitterFixture other = one.another();

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void takingTurns_continuesOneTree() {
        List<Long> indexes = new ArrayList<>();

        for (int i = 0; i < 10; i++) {
            indexes.add((i % 2 == 0 ? one : other).append(Entries.prediction()).index());
        }

        assertThat(indexes).isEqualTo(IntStream.range(0, 10).mapToObj(i -> (long) i).toList());
        one.tables.requireSound();
    }

    @Test
    void bothUnderLoad_loseAndDoubleNothing() throws Exception {
        List<Sequenced> sequenced =
                CommitterFixture.successes(
                                one.atOnce(
                                        16,
                                        caller ->
                                                IntStream.range(0, 20)
                                                        .mapToObj(
                                                                i ->
                                                                        node(caller)
                                                                                .append(
                                                                                        Entries
                                                                                                .prediction()))
                                                        .toList()))
                        .stream()
                        .flatMap(List::stream)
                        .toList();

        List<ReceiptId> stored = one.tables.ids();
        assertThat(sequenced).hasSize(320);
        assertThat(stored).hasSize(320);
        assertThat(sequenced)
                .allSatisfy(s -> assertThat(stored.get((int) s.index())).isEqualTo(s.receipt()));
        one.tables.requireSound();
    }

    @Test
    void sameIdOnBothNodes_isWrittenOnce() throws Exception {
        Entries entry = Entries.prediction();

        List<Sequenced> results =
                CommitterFixture.successes(one.atOnce(16, caller -> node(caller).append(entry)));

        assertThat(results).hasSize(16).containsOnly(new Sequenced(0, entry.id()));
        one.tables.requireSound();
    }

    @Test
    void loadedNode_doesNotStarveTheOther() throws Exception {
        var byNode = new ConcurrentHashMap<CommitterFixture, Integer>();

        one.atOnce(
                18,
                caller -> {
                    CommitterFixture node = caller < 2 ? other : one;
                    for (int i = 0; i < 15; i++) {
                        node.append(Entries.prediction());
                        byNode.merge(node, 1, Integer::sum);
                    }
                    return caller;
                });

        assertThat(byNode).containsEntry(other, 30).containsEntry(one, 240);
        one.tables.requireSound();
    }

    @Test
    void outboxSeenByBoth_entersTheLogOnce() throws Exception {
        List<ReceiptId> recorded = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            recorded.add(
                    one.record(
                            new Event.ModelCreated(Caller.system("test"), new ModelName("m-" + i)),
                            true));
            one.committer.knock();
            other.committer.knock();
        }

        CommitterFixture.until(
                "outbox is empty",
                () -> one.tables.number("SELECT count(*) FROM audit.outbox") == 0);

        assertThat(one.tables.ids()).containsExactlyInAnyOrderElementsOf(recorded);
        one.tables.requireSound();
    }

    private CommitterFixture node(int caller) {
        return caller % 2 == 0 ? one : other;
    }
}
