package io.vouchsafe.governance;

/**
 * A model card.
 *
 * @param text for people (Markdown)
 * @param settings for the engine
 */
public record Card(String text, CardSettings settings) {}
