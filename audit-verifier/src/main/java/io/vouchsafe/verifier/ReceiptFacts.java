package io.vouchsafe.verifier;

import java.util.List;
import java.util.Optional;

/**
 * What a verified receipt proves.
 *
 * @param id the receipt's id
 * @param type the entry's type, for example {@code prediction}
 * @param contract contract and revision, where the entry has one
 * @param model model and version, where the entry has one
 * @param decision {@code ALLOW}, {@code REFUSE} or {@code FAULT}, where the entry has one
 * @param time the entry's time as the body says it
 * @param index the entry's place in the log
 * @param checkpoint the tree that holds it
 * @param signatures who signed that tree
 * @param ignored signature lines of unknown keys
 * @param unproven names of members around the proof (in the JSON form) that the proof does not
 *     cover
 * @param requestMatches a request was given and is the one that was answered
 * @param responseMatches a response was given and is the one that was sent
 */
public record ReceiptFacts(
        String id,
        String type,
        Optional<String> contract,
        Optional<String> model,
        Optional<String> decision,
        Optional<String> time,
        long index,
        Checkpoint checkpoint,
        List<VerifiedSignature> signatures,
        List<NoteSignature> ignored,
        List<String> unproven,
        boolean requestMatches,
        boolean responseMatches) {}
