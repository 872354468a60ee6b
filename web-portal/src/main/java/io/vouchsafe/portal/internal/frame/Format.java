package io.vouchsafe.portal.internal.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, money and times as a person of the page's language writes them. Times are UTC. */
@Named
@RequestScoped
public class Format {
    private static final ZoneId ZONE = ZoneOffset.UTC;

    private final Locale locale;

    /** For the client proxy. */
    protected Format() {
        this(Locale.ENGLISH);
    }

    @Inject
    public Format(Frame frame) {
        this(frame.getLocale());
    }

    Format(Locale locale) {
        this.locale = locale;
    }

    /** With thousands separators. */
    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** Date, time and zone; a dash when there is none. */
    public String time(@Nullable Instant instant) {
        return instant == null
                ? "–"
                : pattern(datePattern() + " HH:mm:ss").format(instant) + " UTC";
    }

    /** Time of day with zone. */
    public String clock(@Nullable Instant instant) {
        return instant == null ? "–" : pattern("HH:mm:ss").format(instant) + " UTC";
    }

    /** Date without time; a dash when there is none. */
    public String date(@Nullable Instant instant) {
        return instant == null ? "–" : pattern(datePattern()).format(instant);
    }

    /** Amount with currency; a dash when there is none. */
    public String money(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null || currency == null) {
            return "–";
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        format.setMinimumFractionDigits(Math.max(2, amount.stripTrailingZeros().scale()));
        format.setMaximumFractionDigits(10);
        return format.format(amount);
    }

    /** Share of a whole in percent, at most one decimal. */
    public String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    /** Signed, with up to four significant decimals. */
    public String signed(double number) {
        String digits =
                String.format(locale, Math.abs(number) < 0.001 ? "%.2g" : "%.3f", Math.abs(number));
        return (number < 0 ? "−" : "+") + digits;
    }

    /** The tail of a technical id: heads of UUIDv7 are all alike. */
    public String tail(@Nullable String id) {
        if (id == null) {
            return "–";
        }
        return id.length() <= 8 ? id : "…" + id.substring(id.length() - 8);
    }

    /** Bytes with a unit. */
    public String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        int unit = -1;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(locale, "%.1f %s", value, units[unit]);
    }

    private String datePattern() {
        return locale.getLanguage().equals("zh") ? "yyyy年M月d日" : "d MMM yyyy";
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(ZONE);
    }
}
