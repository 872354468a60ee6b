package io.vouchsafe.inference.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.ContractId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private final FairQueue queue = new FairQueue(8, 1 << 20);

    private Pending add(String contract, int rows) {
        return add(contract, rows, 2);
    }

    private Pending add(String contract, int rows, int width) {
        Pending pending = Calls.waiting(contract, rows, width);
        queue.add(pending);
        return pending;
    }

    @Test
    void requestsOfOneContract_goInTheirOrder() {
        List<Pending> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(add("a", 1));
        }

        List<Pending> taken = new ArrayList<>();
        for (List<Pending> run = queue.take(); !run.isEmpty(); run = queue.take()) {
            assertThat(run).hasSizeLessThanOrEqualTo(8);
            taken.addAll(run);
        }

        assertThat(taken).containsExactlyElementsOf(all);
    }

    @Test
    void oneRequestBehindAFlood_isInTheNextRun() {
        for (int i = 0; i < 1000; i++) {
            add("noisy", 1);
        }
        Pending quiet = add("quiet", 1);

        assertThat(queue.take()).contains(quiet).hasSize(8);
    }

    @Test
    void everyContractHasAPlaceInTheNextRun() {
        for (int i = 0; i < 100; i++) {
            add("noisy", 1);
        }
        List<Pending> quiet = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            quiet.add(add("quiet-" + i, 1));
        }

        assertThat(queue.take()).containsAll(quiet);
    }

    @Test
    void largeRequests_getNoMoreRowsThanSmallOnes() {
        Map<ContractId, Integer> rows = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            add("large", 4);
            add("small", 1);
            add("small", 1);
            add("small", 1);
            add("small", 1);
        }

        for (int run = 0; run < 100; run++) {
            for (Pending each : queue.take()) {
                rows.merge(each.contract(), each.rows(), Integer::sum);
            }
        }

        int large = rows.get(new ContractId("large"));
        int small = rows.get(new ContractId("small"));
        assertThat(large + small).isEqualTo(800);
        assertThat(large).isBetween(small - 40, small + 40);
    }

    @Test
    void whatCannotJoin_takesTurns() {
        for (int i = 0; i < 40; i++) {
            add("narrow", 1, 2);
            add("wide", 1, 3);
        }

        List<String> leaders = new ArrayList<>();
        for (int run = 0; run < 6; run++) {
            List<Pending> taken = queue.take();
            assertThat(taken)
                    .extracting(each -> each.contract())
                    .containsOnly(taken.get(0).contract());
            leaders.add(taken.get(0).contract().value());
        }

        assertThat(leaders).containsExactly("narrow", "wide", "narrow", "wide", "narrow", "wide");
    }

    @Test
    void aRequestLargerThanARun_runsAloneAndComesToItsTurn() {
        Pending huge = add("huge", 5000);
        for (int i = 0; i < 8000; i++) {
            add("small", 1);
        }

        int before = 0;
        List<Pending> run = queue.take();
        while (!run.contains(huge)) {
            before++;
            run = queue.take();
        }

        assertThat(run).containsExactly(huge);
        assertThat(before).isLessThan(64);
    }

    @Test
    void inputsBeyondTheLimit_shareNoRun() {
        FairQueue small = new FairQueue(8, 30);
        small.add(Calls.waiting("a", 1, 2));
        small.add(Calls.waiting("a", 1, 2));

        assertThat(small.take()).hasSize(1);
        assertThat(small.take()).hasSize(1);
        assertThat(small.take()).isEmpty();
    }

    @Test
    void whoLeft_isNotTaken() {
        Pending left = add("a", 1);
        Pending stays = add("a", 1);

        assertThat(queue.remove(left)).isTrue();
        assertThat(queue.remove(left)).isFalse();
        assertThat(queue.take()).containsExactly(stays);
        assertThat(queue.size()).isZero();
        assertThat(queue.bytes()).isZero();
        assertThat(queue.rows()).isZero();
    }

    @Test
    void pushedOutIsTheLastOfWhoHoldsMost() {
        add("noisy", 1);
        add("noisy", 1);
        Pending last = add("noisy", 1);
        add("quiet", 1);

        assertThat(queue.pushOutFor(new ContractId("new"))).contains(last);
        assertThat(queue.pushOutFor(new ContractId("noisy"))).isEmpty();
        assertThat(queue.pushOutFor(new ContractId("quiet"))).isEmpty();
        assertThat(queue.size()).isEqualTo(3);
    }

    @Property(tries = 300)
    void everythingIsTakenOnce_inRunsThatFit(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 3000) Integer> draws) {
        List<Pending> added = new ArrayList<>();
        for (int draw : draws) {
            added.add(add("c" + draw % 5, 1 + draw / 5 % 12, 1 + draw / 60 % 2));
        }

        List<Pending> taken = new ArrayList<>();
        for (List<Pending> run = queue.take(); !run.isEmpty(); run = queue.take()) {
            int rows = run.stream().mapToInt(Pending::rows).sum();
            assertThat(rows <= 8 || run.size() == 1).isTrue();
            Pending first = run.get(0);
            assertThat(run).allMatch(each -> each.joins(first));
            taken.addAll(run);
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(added).doesNotHaveDuplicates();
        assertThat(queue.size()).isZero();
        assertThat(queue.rows()).as(draws.toString()).isZero();
    }
}
