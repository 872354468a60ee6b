package io.vouchsafe.audit.internal.body;

import io.vouchsafe.kernel.ReceiptId;
import java.nio.charset.StandardCharsets;

/** What sealed columns are bound to, so that none can be moved to another row or column. */
public final class SealingContext {
    private SealingContext() {}

    public static byte[] explanation(ReceiptId id) {
        return context("explanation", id);
    }

    public static byte[] subject(ReceiptId id) {
        return context("subject", id);
    }

    private static byte[] context(String column, ReceiptId id) {
        return ("audit.detached." + column + ":" + id).getBytes(StandardCharsets.UTF_8);
    }
}
