package io.vouchsafe.portal.internal.model;

import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Notices;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models with their versions, and the upload of a new one. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class ModelsPage {
    private PortalCaller people;
    private Registry registry;
    private Deployments deployments;
    private Notices notices;

    private List<ModelView> models = List.of();
    private @Nullable String name;
    private @Nullable Part archive;

    /** For the client proxy. */
    protected ModelsPage() {}

    @Inject
    public ModelsPage(
            PortalCaller people, Registry registry, Deployments deployments, Notices notices) {
        this.people = people;
        this.registry = registry;
        this.deployments = deployments;
        this.notices = notices;
    }

    public void load() {
        models = registry.models(people.current()).items();
    }

    /** Uploads an archive as a new draft; the model is created when it does not exist. */
    public @Nullable String upload() throws IOException {
        Part file = archive;
        if (file == null || name == null || file.getSize() == 0) {
            notices.error("models.upload.incomplete");
            return null;
        }
        Caller caller = people.current();
        ModelName model;
        try {
            model = new ModelName(name.strip());
        } catch (IllegalArgumentException malformed) {
            notices.error("models.upload.name");
            return null;
        }
        registry.create(caller, model);
        try (InputStream content = file.getInputStream()) {
            Outcome<VersionView> outcome = deployments.upload(caller, model, null, content);
            return notices.of(outcome, "models.upload.done", model.value())
                    .map(
                            version ->
                                    "version.xhtml?faces-redirect=true&model="
                                            + model
                                            + "&version="
                                            + version.ref().version())
                    .orElse(null);
        }
    }

    /** One row per version, newest first within its model. */
    public List<Row> getRows() {
        List<Row> rows = new ArrayList<>();
        for (ModelView model : models) {
            for (VersionView version : model.versions()) {
                rows.add(new Row(model, version));
            }
        }
        return rows;
    }

    public boolean isMayUpload() {
        return people.is("model-owner");
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable Part getArchive() {
        return archive;
    }

    public void setArchive(@Nullable Part archive) {
        this.archive = archive;
    }

    /** A version in the list. */
    public record Row(ModelView model, VersionView version) {
        public String getModel() {
            return model.name().value();
        }

        public long getVersion() {
            return version.ref().version();
        }

        public Badge getBadge() {
            return Badge.of(version.state());
        }

        public boolean isChampion() {
            return version.champion();
        }

        public String getOwner() {
            return model.owner();
        }

        public String getRegisteredBy() {
            return version.registeredBy();
        }

        public long getBytes() {
            return version.bytes();
        }

        public java.time.@Nullable Instant getChanged() {
            return version.history().isEmpty() ? null : version.history().getLast().at();
        }
    }
}
