package io.vouchsafe.portal.internal.frame;

import io.vouchsafe.audit.AuditTrail;
import io.vouchsafe.audit.LogState;
import io.vouchsafe.kernel.Caller;
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
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the template shows around a page. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class Frame {
    /** Cookie of the language a person chose. */
    public static final String LANGUAGE_COOKIE = "vs-lang";

    private static final String THEME_COOKIE = "vs-theme";

    private PortalCaller people;
    private AuditTrail trail;
    private HttpServletRequest request;
    private @Nullable LogState log;
    private final Instant now = Instant.now();

    /** For the client proxy. */
    protected Frame() {}

    @Inject
    public Frame(PortalCaller people, AuditTrail trail, HttpServletRequest request) {
        this.people = people;
        this.trail = trail;
        this.request = request;
    }

    /** The chosen language, or the browser's; English or simplified Chinese. */
    public Locale getLocale() {
        String chosen = cookie(LANGUAGE_COOKIE).orElseGet(() -> request.getLocale().getLanguage());
        return chosen.startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    public String getLanguageTag() {
        return getLocale().toLanguageTag();
    }

    private boolean isChinese() {
        return getLocale().equals(Locale.SIMPLIFIED_CHINESE);
    }

    public String getOtherLanguageTag() {
        return isChinese() ? "en" : "zh-CN";
    }

    /** Address that switches the language and comes back to this page. */
    public String getOtherLanguageUrl() {
        return request.getContextPath() + "/language?to=" + getOtherLanguageTag();
    }

    /** {@code light}, {@code dark}, or {@code auto}: the script follows the system. */
    public String getTheme() {
        return cookie(THEME_COOKIE)
                .filter(theme -> theme.equals("dark") || theme.equals("light"))
                .orElse("auto");
    }

    public List<Navigation.Group> getNavigation() {
        return people.find()
                .map(caller -> Navigation.of(caller.roles(), request.getServletPath()))
                .orElse(List.of());
    }

    /** Whose data the pages show: the partner, or the provider. */
    public String getWhose() {
        return people.find()
                .map(Caller::partner)
                .map(Object::toString)
                .orElseGet(() -> text("frame.provider"));
    }

    public String getPerson() {
        return people.find().map(Caller::name).orElse("");
    }

    public String getRoleNames() {
        return people.find().stream()
                .flatMap(caller -> caller.roles().stream())
                .sorted()
                .map(role -> text("role." + role))
                .collect(Collectors.joining(", "));
    }

    /** When the page was made. */
    public Instant getNow() {
        return now;
    }

    /** The log now; read once per page. */
    public LogState getLog() {
        LogState known = log;
        if (known == null) {
            known = trail.state();
            log = known;
        }
        return known;
    }

    /** A text of the person's language; the key itself when there is none. */
    public String text(String key) {
        ResourceBundle texts = ResourceBundle.getBundle("io.vouchsafe.portal.Texts", getLocale());
        return texts.containsKey(key) ? texts.getString(key) : key;
    }

    /** A verification's check in words; a signature names its key. */
    public String check(String name) {
        int colon = name.indexOf(':');
        return colon < 0
                ? text("check." + name)
                : text("check." + name.substring(0, colon)) + " " + name.substring(colon + 1);
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
