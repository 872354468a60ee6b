package io.vouchsafe.portal.internal.model;

import io.vouchsafe.governance.Comparison;
import io.vouchsafe.governance.Releases;
import io.vouchsafe.governance.Rollout;
import io.vouchsafe.governance.RolloutView;
import io.vouchsafe.inference.Deployments;
import io.vouchsafe.inference.LoadState;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Format;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.internal.frame.Notices;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who answers a model's calls, on the page of one of its versions. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class RolloutPage {
    private PortalCaller people;
    private Releases releases;
    private Deployments deployments;
    private Notices notices;
    private Frame frame;
    private Format format;
    private Address address;

    private @Nullable RolloutView view;
    private @Nullable LoadState memory;
    private @Nullable String share;
    private @Nullable String label;

    /** For the client proxy. */
    protected RolloutPage() {}

    @Inject
    public RolloutPage(
            PortalCaller people,
            Releases releases,
            Deployments deployments,
            Notices notices,
            Frame frame,
            Format format,
            Address address) {
        this.people = people;
        this.releases = releases;
        this.deployments = deployments;
        this.notices = notices;
        this.frame = frame;
        this.format = format;
        this.address = address;
    }

    private Optional<ModelRef> ref() {
        Optional<ModelName> name = address.get("model", ModelName::new);
        return name.flatMap(
                model -> address.get("version", text -> new ModelRef(model, Long.parseLong(text))));
    }

    /** Reads the rollout; the version's own page answers for an unknown one. */
    public void load() {
        ref().ifPresent(
                        ref -> {
                            if (releases.rollout(people.current(), ref.name())
                                    instanceof Outcome.Done<RolloutView> found) {
                                view = found.value();
                                memory = deployments.loadState(people.current(), ref);
                            }
                        });
    }

    private Rollout rollout() {
        return view == null ? Rollout.NONE : view.rollout();
    }

    private Optional<Rollout.Share> share(Rollout.Kind kind) {
        return rollout().share(kind);
    }

    public String getChampion() {
        ModelRef champion = view == null ? null : view.champion();
        return champion == null ? frame.text("rollout.none") : champion.toString();
    }

    /** The canary in one sentence; empty without one. */
    public String getCanary() {
        return says(Rollout.Kind.CANARY, "rollout.canary.says");
    }

    /** For the bar: of a thousand. */
    public int getCanaryShare() {
        return share(Rollout.Kind.CANARY).map(Rollout.Share::perMille).orElse(0);
    }

    /** The shadow in one sentence; empty without one. */
    public String getShadow() {
        return says(Rollout.Kind.SHADOW, "rollout.shadow.says");
    }

    private String says(Rollout.Kind kind, String key) {
        return share(kind)
                .map(of -> frame.format(key, of.version().toString(), percent(of.perMille())))
                .orElse("");
    }

    private String percent(int perMille) {
        return format.percent(perMille / (double) Rollout.Share.WHOLE);
    }

    /** What the copies showed, in one sentence. */
    public String getComparison() {
        Comparison counted = counted();
        if (counted == null || counted.compared() == 0) {
            return frame.text("rollout.shadow.waits");
        }
        String difference =
                Double.isFinite(counted.maxDifference())
                        ? format.number(counted.maxDifference())
                        : frame.text("rollout.infinite");
        return counted.labels() == 0
                ? frame.format(
                        "rollout.shadow.numbers", format.count(counted.compared()), difference)
                : frame.format(
                        "rollout.shadow.labels",
                        format.count(counted.agreed()),
                        format.count(counted.labels()),
                        format.percent(agreement(counted)),
                        difference);
    }

    /** For the bar: of a thousand; negative when there are no labels to agree on. */
    public int getAgreement() {
        Comparison counted = counted();
        return counted == null || counted.labels() == 0
                ? -1
                : (int) Math.floor(agreement(counted) * Rollout.Share.WHOLE);
    }

    private static double agreement(Comparison counted) {
        return counted.agreed() / (double) counted.labels();
    }

    /** What was not compared, in one sentence; empty when all was. */
    public String getLost() {
        Comparison counted = counted();
        return counted == null || counted.failed() + counted.dropped() == 0
                ? ""
                : frame.format(
                        "rollout.shadow.lost",
                        format.count(counted.failed()),
                        format.count(counted.dropped()));
    }

    private @Nullable Comparison counted() {
        return view == null ? null : view.comparison();
    }

    /** Label and version, by label. */
    public List<Map.Entry<String, String>> getAliases() {
        Map<String, String> sorted = new TreeMap<>();
        rollout().aliases().forEach((name, version) -> sorted.put(name, version.toString()));
        return List.copyOf(sorted.entrySet());
    }

    /** Where the version stands in the memory of the node that answers. */
    public String getMemory() {
        LoadState state = memory;
        if (state == null) {
            return "";
        }
        String key = "rollout.memory." + state.stage();
        return switch (state.stage()) {
            case LOADED -> frame.format(key, format.bytes(state.bytes()));
            case FAILED -> frame.format(key, String.valueOf(state.reason()));
            case LOADING, UNLOADED -> frame.text(key);
        };
    }

    public boolean isFailed() {
        return memory != null && memory.stage() == LoadState.Stage.FAILED;
    }

    /** A version beside a champion may get traffic; whether it is deployed, its own page knows. */
    public boolean isMayShare() {
        ModelRef champion = view == null ? null : view.champion();
        return operates() && champion != null && ref().filter(champion::equals).isEmpty();
    }

    public boolean isMayEndCanary() {
        return operates() && share(Rollout.Kind.CANARY).isPresent();
    }

    public boolean isMayEndShadow() {
        return operates() && share(Rollout.Kind.SHADOW).isPresent();
    }

    public boolean isMayLabel() {
        return operates() && view != null;
    }

    private boolean operates() {
        return people.is(Roles.APPROVER) || people.is(Roles.MODEL_OWNER) || people.is(Roles.ADMIN);
    }

    public String canary() {
        return shared(Rollout.Kind.CANARY, "rollout.done.canary");
    }

    public String shadow() {
        return shared(Rollout.Kind.SHADOW, "rollout.done.shadow");
    }

    private String shared(Rollout.Kind kind, String done) {
        Optional<ModelRef> ref = ref();
        if (ref.isEmpty()) {
            return "models.xhtml?faces-redirect=true";
        }
        Optional<Integer> perMille = perMille(share);
        if (perMille.isEmpty()) {
            notices.error("rollout.wrong");
        } else {
            notices.of(
                    deployments.share(people.current(), kind, ref.get(), perMille.get()),
                    done,
                    ref.get().toString());
        }
        return back(ref.get());
    }

    /** Percent with at most one decimal, comma or point. */
    static Optional<Integer> perMille(@Nullable String percent) {
        try {
            String text = percent == null ? "" : percent.strip().replace(',', '.');
            int perMille = new BigDecimal(text).movePointRight(1).intValueExact();
            return perMille < 1 || perMille > Rollout.Share.WHOLE
                    ? Optional.empty()
                    : Optional.of(perMille);
        } catch (ArithmeticException | NumberFormatException noShare) {
            return Optional.empty();
        }
    }

    public String endCanary() {
        return ended(Rollout.Kind.CANARY, "rollout.done.canary.end");
    }

    public String endShadow() {
        return ended(Rollout.Kind.SHADOW, "rollout.done.shadow.end");
    }

    private String ended(Rollout.Kind kind, String done) {
        Optional<ModelRef> ref = ref();
        if (ref.isEmpty()) {
            return "models.xhtml?faces-redirect=true";
        }
        ModelName model = ref.get().name();
        notices.of(releases.end(people.current(), kind, model), done, model.value());
        return back(ref.get());
    }

    public String assign() {
        Optional<ModelRef> ref = ref();
        if (ref.isEmpty()) {
            return "models.xhtml?faces-redirect=true";
        }
        String name = label == null ? "" : label.strip();
        notices.of(
                releases.assign(people.current(), ref.get(), name),
                "rollout.done.label",
                ref.get().toString(),
                name);
        return back(ref.get());
    }

    private static String back(ModelRef ref) {
        return VersionPage.address(ref) + "&faces-redirect=true";
    }

    public @Nullable String getShare() {
        return share;
    }

    public void setShare(@Nullable String share) {
        this.share = share;
    }

    public @Nullable String getLabel() {
        return label;
    }

    public void setLabel(@Nullable String label) {
        this.label = label;
    }
}
