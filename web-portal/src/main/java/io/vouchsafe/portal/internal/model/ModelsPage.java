package io.vouchsafe.portal.internal.model;

import io.vouchsafe.governance.ModelView;
import io.vouchsafe.governance.Registry;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.governance.VersionView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Notices;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private Address address;

    private @Nullable List<ModelView> models;
    private @Nullable List<Row> rows;
    private @Nullable String name;
    private @Nullable Part archive;

    /** For the client proxy. */
    protected ModelsPage() {}

    @Inject
    public ModelsPage(
            PortalCaller people,
            Registry registry,
            Deployments deployments,
            Notices notices,
            Address address) {
        this.people = people;
        this.registry = registry;
        this.deployments = deployments;
        this.notices = notices;
        this.address = address;
    }

    public void load() {
        models();
    }

    private List<ModelView> models() {
        List<ModelView> known = models;
        if (known == null) {
            known = registry.models(people.current()).items();
            models = known;
        }
        return known;
    }

    /** One row per version as the address filters them; one list, which the table may sort. */
    public List<Row> getRows() {
        List<Row> known = rows;
        if (known == null) {
            known = found();
            rows = known;
        }
        return known;
    }

    /** Newest first within its model. */
    private List<Row> found() {
        Optional<VersionState> state = address.get("state", VersionState::valueOf);
        String wanted = address.get("q").orElse("").toLowerCase(Locale.ROOT);
        List<Row> found = new ArrayList<>();
        for (ModelView model : models()) {
            for (VersionView version : model.versions()) {
                boolean matches =
                        version.ref().toString().toLowerCase(Locale.ROOT).contains(wanted)
                                || version.digest().contains(wanted);
                if (matches && state.map(version.state()::equals).orElse(true)) {
                    found.add(new Row(version));
                }
            }
        }
        return found;
    }

    /** True when there is no version at all, whatever the address filters. */
    public boolean isBare() {
        return models().stream().allMatch(model -> model.versions().isEmpty());
    }

    public int getModelCount() {
        return models().size();
    }

    /** Names of the models that exist, as proposals for an upload. */
    public List<String> getNames() {
        return models().stream().map(model -> model.name().value()).toList();
    }

    /** What the address asks for under this name; empty when it does not. */
    public String value(String parameter) {
        return address.get(parameter).orElse("");
    }

    /** Address of a ready-made view. */
    public String view(String state) {
        return Address.of("models.xhtml", "state", state, "q", value("q"));
    }

    public boolean isMayUpload() {
        return people.is(Roles.MODEL_OWNER) || people.is(Roles.ADMIN);
    }

    /** The archive has come in whole: registers it as a draft, or says why not. */
    public String upload() throws IOException {
        Part file = archive;
        if (file == null || file.getSize() == 0) {
            notices.error("models.upload.incomplete");
            return redirect(list());
        }
        try (InputStream content = file.getInputStream()) {
            return redirect(register(content));
        }
    }

    private static String redirect(String page) {
        return page + (page.indexOf('?') < 0 ? '?' : '&') + "faces-redirect=true";
    }

    /** The list, which keeps the name that was typed. */
    private String list() {
        return Address.of("models.xhtml", "model", name);
    }

    /**
     * Uploads an archive as a new draft; the model is created when it does not exist.
     *
     * @return the page to go to
     */
    String register(InputStream archive) {
        if (name == null || name.isBlank()) {
            notices.error("models.upload.incomplete");
            return list();
        }
        ModelName model;
        try {
            model = new ModelName(name.strip());
        } catch (IllegalArgumentException malformed) {
            notices.error("models.upload.name");
            return list();
        }
        Caller caller = people.current();
        if (!(registry.model(caller, model) instanceof Outcome.Done<ModelView>)
                && registry.create(caller, model) instanceof Outcome.Declined<ModelView> declined
                && declined.kind() != Outcome.Kind.CONFLICT) {
            notices.of(declined, "models.upload.done", model.value());
            return list();
        }
        return notices.of(
                        deployments.upload(caller, model, null, archive),
                        "models.upload.done",
                        model.value())
                .map(VersionPage::address)
                .orElseGet(this::list);
    }

    public @Nullable String getName() {
        return name == null ? value("model") : name;
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
    public record Row(VersionView version) {
        public String getName() {
            return version.ref().toString();
        }

        public String getAddress() {
            return VersionPage.address(version);
        }

        public VersionState getState() {
            return version.state();
        }

        public Badge getBadge() {
            return Badge.of(version.state());
        }

        public boolean isChampion() {
            return version.champion();
        }

        public String getRegisteredBy() {
            return version.registeredBy();
        }

        public long getBytes() {
            return version.bytes();
        }

        public @Nullable Instant getChanged() {
            return version.history().isEmpty() ? null : version.history().getLast().at();
        }
    }
}
