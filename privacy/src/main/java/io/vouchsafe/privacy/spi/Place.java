package io.vouchsafe.privacy.spi;

/** Which side of the model a rule stands on. */
public enum Place {
    INPUT,
    OUTPUT
}
