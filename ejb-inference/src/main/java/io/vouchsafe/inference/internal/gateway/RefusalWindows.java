package io.vouchsafe.inference.internal.gateway;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Counts refusals, so that a flood of them is no flood of entries: the first per contract, reason
 * and second becomes an entry, the rest are counted in the next one. Every refusal is in the log in
 * the end, as an entry or as one of its {@code repeats}; only so many kinds are kept apart at once.
 */
final class RefusalWindows {
    private final int capacity;
    private final Map<Refusal.Key, Window> windows = new LinkedHashMap<>(16, 0.75f, true);

    /** Refusals of one kind that are in no entry yet. */
    private static final class Window {
        long second;
        long counted;
        Refusal last;

        Window(long second, Refusal last) {
            this.second = second;
            this.last = last;
        }
    }

    /** Refusals that must become an entry, because nobody else will count them. */
    record Overdue(Refusal refusal, long repeats) {}

    RefusalWindows(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Takes note of a refusal.
     *
     * @return how many were counted since the last entry, when this one becomes an entry; empty
     *     when it is only counted
     */
    synchronized OptionalLong note(Refusal refusal, long second) {
        Window window = windows.get(refusal.key());
        if (window == null) {
            windows.put(refusal.key(), new Window(second, refusal));
            return OptionalLong.of(0);
        }
        window.last = refusal;
        if (window.second == second) {
            window.counted++;
            return OptionalLong.empty();
        }
        long repeats = window.counted;
        window.second = second;
        window.counted = 0;
        return OptionalLong.of(repeats);
    }

    /** An entry could not be written: its refusals are counted again. */
    synchronized void giveBack(Refusal refusal, long repeats) {
        Window window = windows.computeIfAbsent(refusal.key(), key -> new Window(0, refusal));
        window.counted += repeats + 1;
    }

    /** Takes out those that no new refusal will carry: older than {@code second}, or too many. */
    synchronized List<Overdue> overdue(long second) {
        List<Overdue> overdue = new ArrayList<>();
        Iterator<Window> eldestFirst = windows.values().iterator();
        while (eldestFirst.hasNext()) {
            Window window = eldestFirst.next();
            if (window.second < second || windows.size() > capacity) {
                if (window.counted > 0) {
                    overdue.add(new Overdue(window.last, window.counted - 1));
                }
                eldestFirst.remove();
            }
        }
        return overdue;
    }

    synchronized boolean isFull() {
        return windows.size() > capacity;
    }
}
