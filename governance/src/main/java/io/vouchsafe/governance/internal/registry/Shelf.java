package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What there is, for people. */
@Dependent
class Shelf {
    private final Models models;

    @Inject
    Shelf(Models models) {
        this.models = models;
    }

    /** All on one page: an enterprise has hundreds of models, not millions. */
    Page<ModelView> models() {
        List<Model> all = models.all();
        Map<Model, List<Version>> versions =
                models.versions().stream().collect(Collectors.groupingBy(Version::model));
        List<ModelView> views =
                all.stream()
                        .map(model -> view(model, versions.getOrDefault(model, List.of())))
                        .toList();
        return new Page<>(views, null);
    }

    Outcome<ModelView> model(ModelName name) {
        return models.find(name)
                .map(model -> Outcome.done(view(model, models.versions(name))))
                .orElseGet(() -> Declines.unknownModel(name));
    }

    Outcome<VersionView> version(ModelRef ref) {
        return models.find(ref)
                .map(version -> Outcome.done(version.view()))
                .orElseGet(() -> Declines.unknownVersion(ref));
    }

    private static ModelView view(Model model, List<Version> versions) {
        return new ModelView(
                model.name(),
                model.owner(),
                model.createdAt(),
                versions.stream().map(Version::view).toList());
    }
}
