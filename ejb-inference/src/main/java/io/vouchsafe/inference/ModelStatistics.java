package io.vouchsafe.inference;

import java.util.List;

/** What the models of this node did. For the provider: it tells of all partners' calls together. */
public interface ModelStatistics {
    /** Of every version that was asked since the node started, by name and number. */
    List<ModelActivity> activity();
}
