package io.vouchsafe.portal.internal.frame;

import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.EntrySummary;
import io.vouchsafe.audit.LogState;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.partners.PartnerView;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the template shows around a page. It is drawn around error pages too, so what a module
 * cannot answer now is left out instead of failing the page.
 */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class Frame {
    private PortalCaller people;
    private AuditTrail trail;
    private Contracts contracts;
    private HttpServletRequest request;
    private final Instant now = Instant.now();

    private @Nullable Optional<LogState> log;
    private @Nullable List<PartnerView> partners;
    private @Nullable String whose;

    /** For the client proxy. */
    protected Frame() {}

    @Inject
    public Frame(
            PortalCaller people,
            AuditTrail trail,
            Contracts contracts,
            HttpServletRequest request) {
        this.people = people;
        this.trail = trail;
        this.contracts = contracts;
        this.request = request;
    }

    /** The chosen language, or the browser's; English or simplified Chinese. */
    public Locale getLocale() {
        String chosen =
                cookie(Preferences.LANGUAGE).orElseGet(() -> request.getLocale().getLanguage());
        return chosen.startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    public String getLanguageTag() {
        return getLocale().toLanguageTag();
    }

    public String getOtherLanguageTag() {
        return getLocale().equals(Locale.SIMPLIFIED_CHINESE) ? "en" : "zh-CN";
    }

    /** {@code light}, {@code dark}, or {@code auto}: the script follows the system. */
    public String getTheme() {
        return cookie(Preferences.THEME)
                .filter(theme -> theme.equals("dark") || theme.equals("light"))
                .orElse("auto");
    }

    /** {@code closed} when the person closed the navigation, else {@code open}. */
    public String getNavigationState() {
        return cookie(Preferences.NAVIGATION).filter("closed"::equals).orElse("open");
    }

    public List<Navigation.Group> getNavigation() {
        return people.find()
                .map(caller -> Navigation.of(caller.roles(), request.getServletPath()))
                .orElse(List.of());
    }

    /** True for the provider's people. */
    public boolean isProvider() {
        return people.find().map(Caller::isProvider).orElse(false);
    }

    /** Partners that the provider's people may look at one by one; empty for a partner's people. */
    public List<PartnerView> getPartners() {
        List<PartnerView> known = partners;
        if (known == null) {
            known =
                    people.find()
                            .filter(Caller::isProvider)
                            .flatMap(
                                    caller ->
                                            ifKnown(
                                                    "partners",
                                                    () -> contracts.partners(caller).items()))
                            .orElse(List.of());
            partners = known;
        }
        return known;
    }

    /** The one partner that a person of the provider chose to look at. */
    public Optional<PartnerId> scope() {
        return cookie(Preferences.PARTNER)
                .flatMap(
                        id ->
                                getPartners().stream()
                                        .map(PartnerView::id)
                                        .filter(partner -> partner.value().equals(id))
                                        .findFirst());
    }

    /** Id of the chosen partner; empty for all. */
    public String getScopeId() {
        return scope().map(PartnerId::value).orElse("");
    }

    /** Whose data the pages show: one partner's, or the provider's. */
    public String getWhose() {
        String known = whose;
        if (known == null) {
            known = people.find().map(this::whose).orElse("");
            whose = known;
        }
        return known;
    }

    private String whose(Caller caller) {
        PartnerId partner = caller.partner();
        if (partner != null) {
            return ifKnown("partner", () -> contracts.partner(caller, partner))
                    .map(found -> found instanceof Outcome.Done<PartnerView> done ? done : null)
                    .map(done -> done.value().name())
                    .orElse(partner.value());
        }
        return scope().map(this::partnerName).orElseGet(() -> text("frame.provider"));
    }

    /** A partner's name; its id when the name is not known. */
    public String partnerName(PartnerId id) {
        return partnerLabel(id.value());
    }

    /** A partner's name by the id that an entry keeps; the id itself when it is not known. */
    public String partnerLabel(String id) {
        return getPartners().stream()
                .filter(partner -> partner.id().value().equals(id))
                .map(PartnerView::name)
                .findFirst()
                .orElse(id);
    }

    /** What became of an entry's request. */
    public Badge badge(EntrySummary entry) {
        return Badge.of(entry.decision());
    }

    public String getPerson() {
        return people.find().map(Caller::name).orElse("");
    }

    public String getRoleNames() {
        return people.find().stream()
                .flatMap(caller -> caller.roles().stream())
                .sorted()
                .map(role -> text("role." + role))
                .collect(Collectors.joining(text("frame.comma")));
    }

    /** When the page was made. */
    public Instant getNow() {
        return now;
    }

    /** The log now, read once per page; null when it cannot be read. */
    public @Nullable LogState getLog() {
        Optional<LogState> known = log;
        if (known == null) {
            known = ifKnown("log", trail::state);
            log = known;
        }
        return known.orElse(null);
    }

    /** A text of the person's language; the key itself when there is none. */
    public String text(String key) {
        return Texts.of(getLocale()).text(key);
    }

    /** A text of the person's language with its arguments. */
    public String format(String key, Object... arguments) {
        return Texts.of(getLocale()).format(key, arguments);
    }

    /** A verification's check in words; a signature names its key. */
    public String check(String name) {
        int colon = name.indexOf(':');
        return colon < 0
                ? text("check." + name)
                : text("check." + name.substring(0, colon)) + " " + name.substring(colon + 1);
    }

    /** What a face answers, or nothing when it cannot: a page around it must still be drawn. */
    private static <T> Optional<T> ifKnown(String what, Supplier<T> face) {
        try {
            return Optional.ofNullable(face.get());
        } catch (RuntimeException fault) { // any: database away, role missing, starting up
            PortalMessages.LOG.drawnWithout(what, fault);
            return Optional.empty();
        }
    }

    private Optional<String> cookie(String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }
}
