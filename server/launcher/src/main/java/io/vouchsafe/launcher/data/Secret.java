package io.vouchsafe.launcher.data;

import java.security.SecureRandom;

/** A password or key that must not slip into a log: its text leaves only by {@link #reveal}. */
public record Secret(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    // Without the letters and digits that people mistake for one another.
    private static final String LETTERS =
            "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 24;

    public Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret needs a text");
        }
    }

    /** 24 letters and digits, about 138 bits. */
    public static Secret random() {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return new Secret(text.toString());
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
