package io.vouchsafe.rest.internal.management;

import io.vouchsafe.governance.ModelView;
import io.vouchsafe.kernel.ModelName;
import java.time.Instant;
import java.util.List;

/** A model with its versions, newest first. */
record ModelJson(ModelName name, String owner, Instant createdAt, List<VersionJson> versions) {
    static ModelJson of(ModelView model) {
        return new ModelJson(
                model.name(),
                model.owner(),
                model.createdAt(),
                model.versions().stream().map(VersionJson::of).toList());
    }
}
