package io.vouchsafe.inference.internal.batching;

import io.vouchsafe.kernel.ContractId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Those who wait for one signature, in the order of each contract, and the contracts in turn:
 * deficit round robin (Shreedhar, Varghese 1996) over rows, with the turn's share cut so small that
 * one run has a place for every contract. Not safe for concurrent use.
 */
final class FairQueue {
    /** A request of very many rows is charged for so many runs at most. */
    private static final int MOST_RUNS = 16;

    private final int maxRows;
    private final long maxBytes;
    private final Map<ContractId, Turn> turns = new HashMap<>();
    private final Deque<Turn> ring = new ArrayDeque<>();
    private int size;
    private long bytes;
    private long rows;

    /** A contract's requests, and the rows it may still take. */
    private static final class Turn {
        final ContractId contract;
        final Deque<Pending> waiting = new ArrayDeque<>();
        long deficit;

        Turn(ContractId contract) {
            this.contract = contract;
        }

        /** A contract that could take nothing must not save up for a flood. */
        void grant(long quantum, long most) {
            deficit = Math.min(deficit + quantum, most);
        }
    }

    /**
     * @param maxRows of a run that several share
     * @param maxBytes of a run that several share
     */
    FairQueue(int maxRows, long maxBytes) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    long rows() {
        return rows;
    }

    void add(Pending pending) {
        Turn turn = turns.get(pending.contract());
        if (turn == null) {
            turn = new Turn(pending.contract());
            turns.put(turn.contract, turn);
            ring.addLast(turn);
        }
        turn.waiting.addLast(pending);
        count(pending, 1);
    }

    /** False when it does not wait any more. */
    boolean remove(Pending pending) {
        Turn turn = turns.get(pending.contract());
        if (turn == null || !turn.waiting.remove(pending)) {
            return false;
        }
        removed(turn, pending);
        return true;
    }

    private void removed(Turn turn, Pending pending) {
        count(pending, -1);
        if (turn.waiting.isEmpty()) {
            turns.remove(turn.contract);
            ring.remove(turn);
        }
    }

    private void count(Pending pending, int sign) {
        size += sign;
        bytes += sign * pending.bytes();
        rows += (long) sign * pending.rows();
    }

    /**
     * The last one of the contract that holds most of the queue, taken out; empty when that
     * contract would then hold less than {@code contract} does.
     */
    Optional<Pending> pushOutFor(ContractId contract) {
        Turn own = turns.get(contract);
        int held = own == null ? 0 : own.waiting.size();
        return turns.values().stream()
                .max(Comparator.comparingInt(turn -> turn.waiting.size()))
                .filter(longest -> longest.waiting.size() > held + 1)
                .map(
                        longest -> {
                            Pending last = longest.waiting.removeLast();
                            removed(longest, last);
                            return last;
                        });
    }

    /** Those of the next run: the first in turn, and all who may and can join it. */
    List<Pending> take() {
        if (ring.isEmpty()) {
            return List.of();
        }
        long quantum = Math.max(1, maxRows / ring.size());
        Run run = new Run(first(quantum));
        boolean more = run.first.joinsAny();
        while (more && run.rows < maxRows) {
            more = false;
            for (Turn turn : List.copyOf(ring)) {
                more |= fill(run, turn);
            }
            if (more) {
                ring.forEach(turn -> turn.grant(quantum, mostCost()));
            }
        }
        return run.all;
    }

    private long cost(Pending pending) {
        return Math.min(pending.rows(), mostCost());
    }

    private long mostCost() {
        return (long) maxRows * MOST_RUNS;
    }

    /** By turns; who has had a turn goes to the end. */
    private Pending first(long quantum) {
        while (true) {
            Turn turn = ring.element();
            ring.remove();
            ring.addLast(turn);
            turn.grant(quantum, mostCost());
            Pending head = turn.waiting.element();
            if (cost(head) <= turn.deficit) {
                turn.deficit -= cost(head);
                turn.waiting.remove();
                removed(turn, head);
                return head;
            }
        }
    }

    /**
     * Takes what the contract may still take; later ones pass an earlier one of another form.
     *
     * @return true when only its share kept it from more
     */
    private boolean fill(Run run, Turn turn) {
        for (Iterator<Pending> each = turn.waiting.iterator(); each.hasNext(); ) {
            Pending next = each.next();
            if (!next.joins(run.first)) {
                continue;
            }
            if (!run.hasRoom(next)) {
                return false;
            }
            if (cost(next) > turn.deficit) {
                return true;
            }
            turn.deficit -= cost(next);
            each.remove();
            removed(turn, next);
            run.add(next);
        }
        return false;
    }

    /** A run in the making. */
    private final class Run {
        final Pending first;
        final List<Pending> all = new ArrayList<>();
        long rows;
        long size;

        Run(Pending first) {
            this.first = first;
            add(first);
        }

        void add(Pending pending) {
            all.add(pending);
            rows += pending.rows();
            size += pending.bytes();
        }

        boolean hasRoom(Pending pending) {
            return rows + pending.rows() <= maxRows && size + pending.bytes() <= maxBytes;
        }
    }
}
