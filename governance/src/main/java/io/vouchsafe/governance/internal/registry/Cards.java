package io.vouchsafe.governance.internal.registry;

import io.vouchsafe.audit.Event;
import io.vouchsafe.governance.Card;
import io.vouchsafe.governance.CardSettings;
import io.vouchsafe.governance.internal.CardJson;
import io.vouchsafe.governance.internal.artefact.ArtefactStore;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.Outcome;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Model cards. */
@Dependent
class Cards {
    static final int LONGEST = 200_000;

    private final Models models;
    private final Changes changes;

    @Inject
    Cards(Models models, Changes changes) {
        this.models = models;
        this.changes = changes;
    }

    Outcome<Card> read(ModelName name) {
        return find(name)
                .map(
                        model ->
                                models.card(model)
                                        .map(ModelCard::card)
                                        .orElse(new Card("", CardSettings.NONE)));
    }

    /** In force for explanations at once, so it is announced like a change of the plan. */
    Outcome<Card> write(Caller caller, ModelName name, Card card) {
        String canonical = CardJson.canonical(card);
        if (canonical.length() > LONGEST) {
            return Declines.cardTooLong(canonical.length(), LONGEST);
        }
        return find(name)
                .then(
                        model -> {
                            models.card(model)
                                    .ifPresentOrElse(
                                            known ->
                                                    known.replace(
                                                            card, caller.name(), changes.now()),
                                            () ->
                                                    models.add(
                                                            new ModelCard(
                                                                    model,
                                                                    card,
                                                                    caller.name(),
                                                                    changes.now())));
                            String digest = ArtefactStore.digest(canonical);
                            return changes.saveServing(
                                    card, name, new Event.CardChanged(caller, name, digest));
                        });
    }

    private Outcome<Model> find(ModelName name) {
        return models.find(name).map(Outcome::done).orElseGet(() -> Declines.unknownModel(name));
    }
}
