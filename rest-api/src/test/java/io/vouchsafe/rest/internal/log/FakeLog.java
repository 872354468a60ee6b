package io.vouchsafe.rest.internal.log;

import io.vouchsafe.audit.Receipt;
import io.vouchsafe.audit.TransparencyLog;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ReceiptId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A log of what the test put in. */
final class FakeLog implements TransparencyLog {
    final Map<String, byte[]> tiles = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    Receipt receipt = new Receipt.Unknown();
    @Nullable String checkpoint;
    @Nullable Caller askedBy;
    @Nullable Duration patience;

    @Override
    public Optional<String> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    @Override
    public String keys() {
        return "# signs checkpoints\nexample.org/log+1a2b3c4d+AQID\n";
    }

    @Override
    public Optional<byte[]> tile(String path) {
        asked.add(path);
        return Optional.ofNullable(tiles.get(path));
    }

    @Override
    public Receipt receipt(Caller caller, ReceiptId id, Duration wait) {
        askedBy = caller;
        patience = wait;
        asked.add(id.toString());
        return receipt;
    }
}
