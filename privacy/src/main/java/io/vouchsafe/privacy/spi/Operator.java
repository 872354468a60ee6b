package io.vouchsafe.privacy.spi;

import java.util.Map;
import java.util.Set;

/** A way to change or remove a value. A CDI bean of this type is found at start. */
public interface Operator {
    /** As policies write it, such as {@code mask}. */
    String name();

    /** Where it may stand. */
    Set<Place> places();

    /** True when it rewrites places inside a text, so a rule may name an entity or {@code *}. */
    boolean rewrites();

    /**
     * Binds a rule's parameters.
     *
     * @throws IllegalArgumentException when one is unknown, missing or malformed; the message is
     *     one sentence for the policy's author
     */
    Action prepare(Map<String, String> parameters);
}
