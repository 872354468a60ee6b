package io.vouchsafe.inference.internal.processing;

import java.util.function.Consumer;

/** Takes a text apart; safe for concurrent use. */
interface Tokenizer {
    /**
     * Gives the tokens in their order.
     *
     * @param taker says when it has enough
     */
    void tokens(String text, Taker taker);

    /** Takes tokens until it has enough. */
    interface Taker extends Consumer<String> {
        boolean isFull();
    }
}
