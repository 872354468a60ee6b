package io.vouchsafe.architecture.sample.governance.internal;

/** Harmless by itself. */
public class Secret {}
