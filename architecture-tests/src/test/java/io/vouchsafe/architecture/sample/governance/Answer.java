package io.vouchsafe.architecture.sample.governance;

/** Harmless. */
public class Answer {}
