package io.vouchsafe.partners.internal.credential;

import static io.vouchsafe.partners.internal.PartnersMessages.TEXT;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.NewCredential;
import io.vouchsafe.partners.internal.Declines;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;

/** Who may create which key. */
final class CredentialRules {
    static final String INFER = "infer";
    static final String MANAGE = "manage";

    private static final int LONGEST_NAME = 100;
    private static final int MOST_MODELS = 500;

    private CredentialRules() {}

    /** True for a session or a key that may change things. */
    static boolean mayManage(Caller caller) {
        return caller.scopes().isEmpty() || caller.scopes().contains(MANAGE);
    }

    /** The partner the key is for. */
    static Outcome<PartnerId> partner(Caller caller, NewCredential draft) {
        PartnerId named = draft.partner();
        if (Declines.isProvidersAdmin(caller)) {
            return named == null ? Declines.invalid(TEXT.partnerMissing()) : Outcome.done(named);
        }
        PartnerId own = caller.partner();
        boolean ownPeople = caller.is(Roles.PARTNER_ADMIN) || caller.is(Roles.PARTNER_DEVELOPER);
        if (own == null || !ownPeople || (named != null && !named.equals(own))) {
            return Declines.forbidden("partner-only", TEXT.partnerNotYours());
        }
        return Outcome.done(own);
    }

    static Outcome<Set<String>> scopes(Caller caller, NewCredential draft) {
        for (String scope : new TreeSet<>(draft.scopes())) {
            if (!scope.equals(INFER) && !scope.equals(MANAGE)) {
                String shown = scope.length() > 40 ? scope.substring(0, 40) : scope;
                return Declines.invalid(TEXT.unknownScope(shown));
            }
        }
        Set<String> scopes = draft.scopes().isEmpty() ? Set.of(INFER) : Set.copyOf(draft.scopes());
        if (scopes.contains(MANAGE) && !caller.is(Roles.PARTNER_ADMIN)) {
            return Declines.forbidden("credential-scope", TEXT.manageScope());
        }
        boolean wider = !caller.scopes().isEmpty() && !caller.scopes().containsAll(scopes);
        boolean more =
                !caller.models().isEmpty()
                        && (draft.models().isEmpty()
                                || !caller.models().containsAll(draft.models()));
        return wider || more
                ? Declines.forbidden("credential-scope", TEXT.beyondOwn())
                : Outcome.done(scopes);
    }

    static Outcome<Instant> expiry(NewCredential draft, Instant now) {
        Instant wanted = draft.expiresAt();
        if (wanted == null) {
            return Outcome.done(yearsAfter(now, 1));
        }
        if (!wanted.isAfter(now)) {
            return Declines.invalid(TEXT.expiryPast());
        }
        return wanted.isAfter(yearsAfter(now, 2))
                ? Declines.invalid(TEXT.expiryTooFar())
                : Outcome.done(wanted);
    }

    static Outcome<NewCredential> form(NewCredential draft) {
        if (draft.name().isBlank() || draft.name().length() > LONGEST_NAME) {
            return Declines.invalid(TEXT.length("name", LONGEST_NAME));
        }
        int models = draft.models().size();
        return models > MOST_MODELS
                ? Declines.invalid(TEXT.count("models", MOST_MODELS, models))
                : Outcome.done(draft);
    }

    private static Instant yearsAfter(Instant now, int years) {
        return now.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }
}
