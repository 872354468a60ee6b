package io.vouchsafe.governance;

import io.vouchsafe.kernel.ModelName;
import java.time.Instant;
import java.util.List;

/** A model with its versions, newest first. */
public record ModelView(
        ModelName name, String owner, Instant createdAt, List<VersionView> versions) {}
