package io.vouchsafe.audit.internal.committer;

import io.vouchsafe.verifier.Frontier;
import io.vouchsafe.verifier.Hash;
import io.vouchsafe.verifier.Tiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one commit would write after a known head.
 *
 * @param nodes roots of the subtrees of 256, 256², … leaves that the batch completes
 */
record Plan(List<Ticket> tickets, Head after, List<Node> nodes) {
    /** One stored node; its level is a tile level, from 1. */
    record Node(int level, long index, byte[] hash) {}

    static Plan of(Head before, List<Ticket> tickets) {
        Frontier frontier = before.frontier().copy();
        List<Node> nodes = new ArrayList<>(0);
        for (Ticket ticket : tickets) {
            frontier.append(
                    ticket.row().leaf(),
                    (level, index, buffer, offset) -> {
                        if (level > 0 && level % Tiles.HEIGHT == 0) {
                            nodes.add(
                                    new Node(
                                            level / Tiles.HEIGHT,
                                            index,
                                            Arrays.copyOfRange(
                                                    buffer, offset, offset + Hash.SIZE)));
                        }
                    });
        }
        return new Plan(tickets, new Head(frontier, frontier.root()), nodes);
    }
}
