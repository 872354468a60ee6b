package io.vouchsafe.governance;

import io.vouchsafe.kernel.Signature;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that were unpacked and found to be a loadable, harmless model.
 *
 * @param folder holds {@code saved_model.pb}; still the caller's, who deletes it
 * @param engine {@code tensorflow}
 * @param signatures at least one
 */
public record InspectedModel(Path folder, String engine, List<Signature> signatures) {
    public InspectedModel {
        signatures = List.copyOf(signatures);
    }
}
