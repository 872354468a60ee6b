package io.vouchsafe.governance.internal.registry;

import static io.vouchsafe.governance.internal.GovernanceMessages.TEXTS;
import static io.vouchsafe.kernel.Outcome.Kind.CONFLICT;
import static io.vouchsafe.kernel.Outcome.Kind.FORBIDDEN;
import static io.vouchsafe.kernel.Outcome.Kind.INVALID;
import static io.vouchsafe.kernel.Outcome.Kind.NOT_FOUND;
import static io.vouchsafe.kernel.Outcome.declined;

import io.vouchsafe.governance.VersionState;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import java.util.Set;
import java.util.stream.Collectors;

/** Every answer but yes; the problem names are documented in docs/problems. */
final class Declines {
    private Declines() {}

    static <T> Outcome<T> unknownModel(ModelName model) {
        return declined(NOT_FOUND, "unknown-model", TEXTS.unknownModel(model.value()));
    }

    static <T> Outcome<T> unknownVersion(ModelRef version) {
        return declined(NOT_FOUND, "unknown-version", TEXTS.unknownVersion(version.toString()));
    }

    static <T> Outcome<T> modelExists(ModelName model) {
        return declined(CONFLICT, "model-exists", TEXTS.modelExists(model.value()));
    }

    static <T> Outcome<T> versionExists(ModelRef version) {
        return declined(CONFLICT, "version-exists", TEXTS.versionExists(version.toString()));
    }

    static <T> Outcome<T> wrongState(
            ModelRef version, String verb, VersionState state, Set<VersionState> from) {
        String allowed = from.stream().map(Enum::name).collect(Collectors.joining(" or "));
        return declined(
                CONFLICT,
                "wrong-state",
                TEXTS.wrongState(version.toString(), state.name(), verb, allowed));
    }

    static <T> Outcome<T> fourEyes(ModelRef version, Caller caller) {
        return declined(FORBIDDEN, "four-eyes", TEXTS.fourEyes(caller.name(), version.toString()));
    }

    static <T> Outcome<T> approverRoleMissing(Caller caller) {
        return declined(FORBIDDEN, "role-missing", TEXTS.approverRoleMissing(caller.name()));
    }

    static <T> Outcome<T> notChampion(ModelRef version) {
        return declined(CONFLICT, "not-champion", TEXTS.notChampion(version.toString()));
    }

    static <T> Outcome<T> noFormerChampion(ModelRef version) {
        return declined(CONFLICT, "no-former-champion", TEXTS.noFormerChampion(version.toString()));
    }

    static <T> Outcome<T> formerChampionNotDeployed(Version former) {
        return declined(
                CONFLICT,
                "former-champion-not-deployed",
                TEXTS.formerChampionNotDeployed(former.ref().toString(), former.state().name()));
    }

    static <T> Outcome<T> concurrentChange(String what) {
        return declined(CONFLICT, "concurrent-change", TEXTS.concurrentChange(what));
    }

    static <T> Outcome<T> commentTooLong(int length, int most) {
        return declined(INVALID, "comment-too-long", TEXTS.commentTooLong(length, most));
    }

    static <T> Outcome<T> cardTooLong(int length, int most) {
        return declined(INVALID, "card-too-long", TEXTS.cardTooLong(length, most));
    }

    static <T> Outcome<T> filesRefused(String reason) {
        return declined(INVALID, "model-files", TEXTS.filesRefused(reason));
    }

    static <T> Outcome<T> noSignature(String version) {
        return declined(INVALID, "model-signature", TEXTS.noSignature(version));
    }
}
