package io.vouchsafe.partners.internal.admission;

/** What came of asking for a part of the day's quota. */
sealed interface Reservation {
    /**
     * Taken.
     *
     * @param remaining of the day as far as this node knows: what it holds and what nobody holds
     */
    record Reserved(long remaining) implements Reservation {}

    /** The day's quota is used up, or the rest is in other nodes' hands. */
    record Exhausted() implements Reservation {}

    /** The database did not answer. */
    record Unavailable() implements Reservation {}

    /** This pool was put away meanwhile; ask for the pool again. */
    record Closed() implements Reservation {}
}
