package io.vouchsafe.portal.internal.receipt;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.audit.EntryQuery;
import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.portal.internal.frame.Address;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which entries an address asks for. Days are UTC and both included. */
final class EntryFilter {
    /** The parameters, as they stand in addresses. */
    static final List<String> NAMES =
            List.of("from", "to", "partner", "contract", "model", "decision", "type", "q");

    private final Address address;
    private final Optional<PartnerId> scope;

    /**
     * @param scope the partner that is looked at when the address names none
     */
    EntryFilter(Address address, Optional<PartnerId> scope) {
        this.address = address;
        this.scope = scope;
    }

    /** The query, or empty when one of the filters cannot be read. */
    Optional<EntryQuery> query(@Nullable String after, int limit) {
        try {
            PartnerId partner = read("partner", PartnerId::new);
            return Optional.of(
                    new EntryQuery(
                            day("from", 0),
                            day("to", 1),
                            partner == null ? scope.orElse(null) : partner,
                            read("contract", EntryFilter::contract),
                            read("model", Function.identity()),
                            null,
                            read("decision", Decision::valueOf),
                            read("type", Function.identity()),
                            read("q", Function.identity()),
                            after,
                            limit));
        } catch (IllegalArgumentException | DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** With or without a revision: entries are found by contract. */
    private static ContractId contract(String text) {
        int at = text.indexOf('@');
        return new ContractId((at < 0 ? text : text.substring(0, at)).toUpperCase(Locale.ROOT));
    }

    private @Nullable Instant day(String name, int plus) {
        return read(
                name,
                day ->
                        LocalDate.parse(day)
                                .plusDays(plus)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant());
    }

    private <T> @Nullable T read(String name, Function<String, T> reader) {
        Optional<String> text = address.get(name);
        return text.isEmpty() ? null : reader.apply(text.get());
    }

    boolean isUnset() {
        return NAMES.stream().allMatch(name -> address.get(name).isEmpty());
    }

    /** Filters set besides {@code type} and {@code decision}, which the views set. */
    boolean isNarrowed() {
        return NAMES.stream()
                .filter(name -> !name.equals("type") && !name.equals("decision"))
                .anyMatch(name -> address.get(name).isPresent());
    }

    /** Address of {@code page} with the same filters and one more parameter. */
    String url(String page, String name, @Nullable String value) {
        String[] parameters = new String[2 * NAMES.size() + 2];
        for (int i = 0; i < NAMES.size(); i++) {
            parameters[2 * i] = NAMES.get(i);
            parameters[2 * i + 1] = address.get(NAMES.get(i)).orElse("");
        }
        parameters[2 * NAMES.size()] = name;
        parameters[2 * NAMES.size() + 1] = value == null ? "" : value;
        return Address.of(page, parameters);
    }
}
