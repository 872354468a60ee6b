package io.vouchsafe.verifier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Verifies receipts offline against trusted keys. Immutable, safe for any thread.
 *
 * <p>A receipt is verified when all of this holds, checked in this order:
 *
 * <ol>
 *   <li>the file is exactly a tlog-proof, or JSON with one in its member {@code proof};
 *   <li>its checkpoint bears a verifying Ed25519 signature (0x01) of a trusted key named like the
 *       checkpoint's origin; when a trusted ML-DSA-44 key (0x06) has that name, such a cosignature
 *       too; no signature of any trusted key fails;
 *   <li>the inclusion proof leads from the entry, {@code SHA-256(salt ‖ body)}, to the checkpoint's
 *       root;
 *   <li>the body is canonical JSON of version 1 with id and type, and no JSON around the proof
 *       contradicts it;
 *   <li>the given request and response are those that the body commits to.
 * </ol>
 *
 * <p>Several keys of one name and type may be trusted (rotation): one of them must have signed.
 */
public final class ReceiptVerifier {

    private final KeyRing keys;

    /** A verifier that trusts these keys. */
    public ReceiptVerifier(KeyRing keys) {
        this.keys = keys;
    }

    /** Verifies a receipt file alone. */
    public Verification verify(byte[] file) {
        try {
            return verify(file, Optional.empty(), Optional.empty());
        } catch (IOException impossible) {
            throw new UncheckedIOException("Nothing is read here.", impossible);
        }
    }

    /**
     * Verifies a receipt file together with the exact bytes of the HTTP request and response
     * bodies.
     */
    public Verification verify(byte[] file, byte[] request, byte[] response) {
        try {
            return verify(
                    file,
                    Optional.of(new ByteArrayInputStream(request)),
                    Optional.of(new ByteArrayInputStream(response)));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Reading from memory failed.", impossible);
        }
    }

    /**
     * Verifies a receipt file, with the request's and the response's bytes as far as given. The
     * streams are read to their end and not closed.
     *
     * @throws IOException when a stream cannot be read
     */
    public Verification verify(
            byte[] file,
            Optional<? extends InputStream> request,
            Optional<? extends InputStream> response)
            throws IOException {
        try {
            ReceiptEnvelope envelope = ReceiptEnvelope.parse(file);
            SignedNote note = envelope.receipt().proof().checkpoint();
            Checkpoint tree = envelope.receipt().proof().tree();
            return switch (note.verify(keys)) {
                case NoteVerification.Refused refused ->
                        new Verification.Rejected(refused.reason(), refused.sentence());
                case NoteVerification.Opened opened -> {
                    requireLogKeys(tree.origin(), opened);
                    requireInclusion(envelope.receipt(), tree);
                    yield facts(envelope, tree, opened, request, response);
                }
            };
        } catch (MalformedException malformed) {
            return new Verification.Rejected(malformed.reason(), malformed.sentence());
        }
    }

    private void requireLogKeys(String origin, NoteVerification.Opened opened) {
        if (!opened.signedBy(origin, SignatureType.ED25519)) {
            throw new MalformedException(
                    Reason.NO_KNOWN_SIGNATURE,
                    "The checkpoint has no Ed25519 signature of a given key of its log '"
                            + origin
                            + "'.");
        }
        if (keys.has(origin, SignatureType.ML_DSA_44_COSIGNATURE)
                && !opened.signedBy(origin, SignatureType.ML_DSA_44_COSIGNATURE)) {
            throw new MalformedException(
                    Reason.COSIGNATURE_MISSING,
                    "The checkpoint has no ML-DSA-44 cosignature of the given key of its log '"
                            + origin
                            + "'.");
        }
    }

    private static void requireInclusion(Receipt receipt, Checkpoint tree) {
        TlogProof proof = receipt.proof();
        ProofCheck check =
                Merkle.verifyInclusion(
                        proof.index(), tree.size(), receipt.leaf(), proof.proof(), tree.root());
        if (check instanceof ProofCheck.Fails fails) {
            throw new MalformedException(fails.reason(), fails.sentence());
        }
    }

    private static Verification facts(
            ReceiptEnvelope envelope,
            Checkpoint tree,
            NoteVerification.Opened opened,
            Optional<? extends InputStream> request,
            Optional<? extends InputStream> response)
            throws IOException {
        Receipt receipt = envelope.receipt();
        ReceiptBody body = ReceiptBody.parse(receipt.body());
        List<String> unproven = envelope.compare(body, tree);
        if (request.isPresent()) {
            requireSame(receipt, body, "input", request.get(), "request", Reason.REQUEST_DIFFERS);
        }
        if (response.isPresent()) {
            requireSame(
                    receipt, body, "output", response.get(), "response", Reason.RESPONSE_DIFFERS);
        }
        return new Verification.Verified(
                new ReceiptFacts(
                        body.id(),
                        body.type(),
                        body.text("contract"),
                        body.text("model"),
                        body.text("decision"),
                        body.text("time"),
                        receipt.proof().index(),
                        tree,
                        opened.verified(),
                        opened.ignored(),
                        unproven,
                        request.isPresent(),
                        response.isPresent()));
    }

    private static void requireSame(
            Receipt receipt,
            ReceiptBody body,
            String member,
            InputStream content,
            String what,
            Reason reason)
            throws IOException {
        Optional<String> commitment =
                body.text(member).filter(text -> text.startsWith(Commitment.PREFIX));
        if (commitment.isEmpty()) {
            throw new MalformedException(
                    Reason.NO_COMMITMENT,
                    "The receipt holds no commitment to a " + what + " to compare the file with.");
        }
        if (!Commitment.same(commitment.get(), Commitment.of(receipt.salt(), content))) {
            throw new MalformedException(
                    reason,
                    "The " + what + " file is not the " + what + " that this receipt stands for.");
        }
    }
}
