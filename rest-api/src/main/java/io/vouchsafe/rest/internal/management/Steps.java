package io.vouchsafe.rest.internal.management;

import java.util.Locale;

/** Steps as the last part of an address; the address's own pattern lets only known ones in. */
final class Steps {
    private Steps() {}

    static <E extends Enum<E>> E of(Class<E> type, String step) {
        return Enum.valueOf(type, step.toUpperCase(Locale.ROOT));
    }
}
