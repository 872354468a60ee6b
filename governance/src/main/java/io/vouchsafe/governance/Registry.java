package io.vouchsafe.governance;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Page;
import org.jspecify.annotations.Nullable;

/** Models and their versions through their life: draft, submitted, approved, deployed, stopped. */
public interface Registry {
    /** A new model without versions; the caller becomes its owner. A known name: CONFLICT. */
    Outcome<ModelView> create(Caller caller, ModelName model);

    Page<ModelView> models(Caller caller);

    Outcome<ModelView> model(Caller caller, ModelName model);

    Outcome<VersionView> version(Caller caller, ModelRef version);

    /**
     * Registers an inspected version as DRAFT, its files included, all or nothing.
     *
     * @param version null: the next free number. A taken one: CONFLICT
     */
    Outcome<VersionView> register(
            Caller caller, ModelName model, @Nullable Long version, InspectedModel files);

    /** DRAFT or REJECTED → SUBMITTED. */
    Outcome<VersionView> submit(Caller caller, ModelRef version, @Nullable String comment);

    /**
     * SUBMITTED → APPROVED. Four eyes: who submitted or registered it is FORBIDDEN with problem
     * {@code four-eyes}; a caller without role approver is FORBIDDEN with {@code role-missing}.
     */
    Outcome<VersionView> approve(Caller caller, ModelRef version, @Nullable String comment);

    /** SUBMITTED → REJECTED; the same four eyes. */
    Outcome<VersionView> reject(Caller caller, ModelRef version, @Nullable String comment);

    /** APPROVED → DEPLOYED and champion; the former champion stays deployed behind its number. */
    Outcome<VersionView> deploy(Caller caller, ModelRef version, @Nullable String comment);

    /** The champion goes back to the version that was champion before it; answers that version. */
    Outcome<VersionView> rollback(Caller caller, ModelRef version, @Nullable String comment);

    /** DEPLOYED → STOPPED: not one more answer from it, on every node, within a second. */
    Outcome<VersionView> stop(Caller caller, ModelRef version, @Nullable String comment);

    /** STOPPED → DEPLOYED. */
    Outcome<VersionView> resume(Caller caller, ModelRef version, @Nullable String comment);

    /** Markdown or JSON text of the model's card; empty text before the first. */
    Outcome<Card> card(Caller caller, ModelName model);

    Outcome<Card> writeCard(Caller caller, ModelName model, Card card);
}
