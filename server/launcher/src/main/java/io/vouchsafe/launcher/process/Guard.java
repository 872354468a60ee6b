package io.vouchsafe.launcher.process;

/** Asked again and again while something is waited for. */
@FunctionalInterface
public interface Guard {

    /** Throws when waiting on has become pointless. */
    void check();
}
