package io.vouchsafe.keys.internal.keystore;

import java.security.SecureRandom;
import java.util.Base64;

/** A key store's password; shows itself to this package only. */
final class Password {
    static final int SHORTEST = 12;

    private static final int RANDOM_BYTES = 32;

    private final String characters;

    Password(String characters) {
        this.characters = characters;
    }

    /** 256 random bits. */
    static Password fresh() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Password(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    int length() {
        return characters.length();
    }

    char[] reveal() {
        return characters.toCharArray();
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
