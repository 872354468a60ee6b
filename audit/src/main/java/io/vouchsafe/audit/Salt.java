package io.vouchsafe.audit;

import java.security.SecureRandom;

/** Fresh salts for entries. */
public final class Salt {
    public static final int BYTES = 32;

    private static final ThreadLocal<SecureRandom> RANDOM =
            ThreadLocal.withInitial(SecureRandom::new);

    private Salt() {}

    public static byte[] fresh() {
        byte[] salt = new byte[BYTES];
        RANDOM.get().nextBytes(salt);
        return salt;
    }
}
