package io.vouchsafe.portal.internal.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, money and times as a person of the page's language writes them. Times are UTC: people of
 * several zones read the same receipt.
 */
@Named
@RequestScoped
public class Format {
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final String NONE = "–";
    private static final char NO_BREAK_SPACE = '\u00a0';

    private final Locale locale;

    /** For the client proxy. */
    protected Format() {
        this(Locale.ENGLISH);
    }

    @Inject
    public Format(Frame frame) {
        this(frame.getLocale());
    }

    /** Formats of a language. */
    public Format(Locale locale) {
        this.locale = locale;
    }

    /** With thousands separators. */
    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** Date, time and zone; a dash when there is none. */
    public String time(@Nullable Instant instant) {
        return instant == null ? NONE : moment(instant) + NO_BREAK_SPACE + "UTC";
    }

    /** Date and time for a column whose head names the zone; a dash when there is none. */
    public String moment(@Nullable Instant instant) {
        return instant == null ? NONE : pattern(datePattern() + " HH:mm:ss").format(instant);
    }

    /** Time of day when it is of today, else day and time; for short lists. */
    public String recent(Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, ZONE);
        String clock = pattern("HH:mm:ss").format(instant);
        return day.equals(LocalDate.now(ZONE)) ? clock : day(day) + " " + clock;
    }

    /** Time of day with zone. */
    public String clock(@Nullable Instant instant) {
        return instant == null
                ? NONE
                : pattern("HH:mm:ss").format(instant) + NO_BREAK_SPACE + "UTC";
    }

    /** Date without time; a dash when there is none. */
    public String date(@Nullable Instant instant) {
        return instant == null ? NONE : pattern(datePattern()).format(instant);
    }

    /** Day and month. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofPattern(isChinese() ? "M月d日" : "d MMM", locale).format(day);
    }

    /** Amount with currency; a dash when there is none. */
    public String money(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null || currency == null) {
            return NONE;
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(country());
        format.setCurrency(Currency.getInstance(currency));
        format.setMinimumFractionDigits(Math.max(2, amount.stripTrailingZeros().scale()));
        format.setMaximumFractionDigits(10);
        return format.format(amount);
    }

    /** A language alone has no symbols for foreign currencies: "EUR" instead of "€". */
    private Locale country() {
        return isChinese() ? Locale.SIMPLIFIED_CHINESE : Locale.US;
    }

    /** Share of a whole in percent, at most one decimal. */
    public String percent(double share) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share * 100) + NO_BREAK_SPACE + "%";
    }

    /** A model's number: three decimals, more digits when it is small. */
    public String number(double number) {
        String digits = digits(Math.abs(number));
        return number < 0 ? "−" + digits : digits;
    }

    /** The same, always with its sign. */
    public String signed(double number) {
        return (number < 0 ? "−" : "+") + digits(Math.abs(number));
    }

    private String digits(double number) {
        if (number != 0 && number < 0.001) {
            return String.format(locale, "%.1e", number);
        }
        return String.format(locale, "%.3f", number);
    }

    /** The tail of a technical id: heads of UUIDv7 are all alike. */
    public String tail(@Nullable String id) {
        if (id == null) {
            return NONE;
        }
        return id.length() <= 8 ? id : "…" + id.substring(id.length() - 8);
    }

    /** Bytes with a unit. */
    public String bytes(long bytes) {
        if (bytes < 1024) {
            return count(bytes) + NO_BREAK_SPACE + "B";
        }
        double value = bytes;
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        int unit = -1;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(locale, "%.1f", value) + NO_BREAK_SPACE + units[unit];
    }

    private boolean isChinese() {
        return locale.getLanguage().equals("zh");
    }

    private String datePattern() {
        return isChinese() ? "yyyy年M月d日" : "d MMM yyyy";
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(ZONE);
    }
}
