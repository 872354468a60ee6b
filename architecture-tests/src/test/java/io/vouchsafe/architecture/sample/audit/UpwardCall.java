package io.vouchsafe.architecture.sample.audit;

import io.vouchsafe.architecture.sample.governance.Answer;

/** Offends: audit uses governance. */
class UpwardCall {
    Answer answer = new Answer();
}
