package io.vouchsafe.rest.internal.management;

import io.vouchsafe.kernel.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every list's form.
 *
 * @param next cursor of the following page; null on the last one
 */
record Listing<T>(List<T> items, @Nullable String next) {
    static <S, T> Listing<T> of(Page<S> page, Function<S, T> form) {
        return new Listing<>(page.items().stream().map(form).toList(), page.next());
    }

    /** All there is, on one page. */
    static <S, T> Listing<T> of(List<S> items, Function<S, T> form) {
        return new Listing<>(items.stream().map(form).toList(), null);
    }
}
