package io.vouchsafe.architecture.sample.rest;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.bouncycastle.util.encoders.Hex;
import org.tensorflow.Graph;

/** Offends: its name, its field injection, its method without roles, its libraries. */
@Stateless
public class BidderHelper {
    @Inject String injected;

    /** Nobody says who may call this. */
    public String call() {
        return Hex.toHexString(new byte[] {1}) + Graph.class;
    }
}
