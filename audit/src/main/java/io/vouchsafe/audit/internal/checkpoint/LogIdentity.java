package io.vouchsafe.audit.internal.checkpoint;

import io.vouchsafe.keys.SigningKey;
import io.vouchsafe.verifier.Checkpoint;
import io.vouchsafe.verifier.KeyRing;
import io.vouchsafe.verifier.NoteSigner;
import io.vouchsafe.verifier.SignatureType;
import io.vouchsafe.verifier.SignedNote;
import io.vouchsafe.verifier.VKey;
import java.time.Instant;
import java.util.List;

/** The log's name and keys. */
public final class LogIdentity {
    private final String origin;
    private final List<NoteSigner> signers;
    private final KeyRing keyRing;

    /** The first key is the log's own and gives it its name. */
    public LogIdentity(List<SigningKey> keys) {
        this.signers = keys.stream().map(LogIdentity::signer).toList();
        this.origin = signers.getFirst().key().name();
        this.keyRing = KeyRing.of(vkeys());
    }

    private static NoteSigner signer(SigningKey key) {
        SignatureType type =
                switch (key.algorithm()) {
                    case ED25519 -> SignatureType.ED25519;
                    case ML_DSA_44 -> SignatureType.ML_DSA_44_COSIGNATURE;
                };
        VKey vkey = VKey.of(key.name(), type, key.publicKey());
        return new NoteSigner() {
            @Override
            public VKey key() {
                return vkey;
            }

            @Override
            public byte[] sign(byte[] message) {
                return key.sign(message);
            }
        };
    }

    public String origin() {
        return origin;
    }

    public List<VKey> vkeys() {
        return signers.stream().map(NoteSigner::key).toList();
    }

    public KeyRing keyRing() {
        return keyRing;
    }

    /** Signed by all keys: what the world gets. */
    SignedNote sign(Checkpoint checkpoint, Instant time) {
        return checkpoint.sign(time, signers);
    }

    /** The same note with the log's own signature alone: what the local file keeps. */
    SignedNote ownOf(SignedNote note) {
        return new SignedNote(note.text(), note.signatures().subList(0, 1));
    }
}
