package io.vouchsafe.audit;

import io.vouchsafe.kernel.ReceiptId;

/**
 * An entry's place in the log. It is durable; the checkpoint that covers it follows.
 *
 * @param index from 0
 */
public record Sequenced(long index, ReceiptId receipt) {}
