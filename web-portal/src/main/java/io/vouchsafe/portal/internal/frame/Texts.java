package io.vouchsafe.portal.internal.frame;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** Texts for people in one language. */
public final class Texts {
    /** Without fallback to the server's own language. */
    private static final Control EXACT = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle texts;

    private Texts(Locale locale) {
        this.locale = locale;
        this.texts =
                ResourceBundle.getBundle(
                        "io.vouchsafe.portal.Texts", locale, Texts.class.getClassLoader(), EXACT);
    }

    /** English or simplified Chinese; the bundle itself is cached by the platform. */
    public static Texts of(Locale locale) {
        return new Texts(locale);
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The text; the key itself when there is none. */
    public String text(String key) {
        return texts.containsKey(key) ? texts.getString(key) : key;
    }

    /** The text with its arguments ({@link MessageFormat}). */
    public String format(String key, Object... arguments) {
        return new MessageFormat(text(key), locale).format(arguments);
    }
}
