package io.vouchsafe.privacy.spi;

import java.util.List;
import java.util.Set;

/**
 * Finds personal data in a text. A CDI bean of this type is found at start. Safe for concurrent
 * use; its time is linear in the text's length, whatever the text.
 */
public interface Detector {
    /** What it can find, by Presidio's names, such as {@code EMAIL_ADDRESS}. */
    Set<String> entities();

    /**
     * Everything found, in order and without overlap.
     *
     * @param text any string, also with lone surrogates
     */
    List<Span> detect(String text);
}
