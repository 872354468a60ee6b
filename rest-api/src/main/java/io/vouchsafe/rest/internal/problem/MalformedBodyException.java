package io.vouchsafe.rest.internal.problem;

import java.util.List;
import java.util.Map;

/** The body says something that cannot be understood; 400. */
public final class MalformedBodyException extends RefusedException {
    private static final long serialVersionUID = 1L;

    /**
     * @param detail what is wrong where; no value of the body
     */
    public MalformedBodyException(String detail) {
        super(ProblemType.MALFORMED_BODY.because(detail));
    }

    /**
     * @param pointer the member at fault (RFC 6901)
     */
    public MalformedBodyException(String detail, String pointer) {
        this(List.of(new Fault(pointer, detail)));
    }

    public MalformedBodyException(List<Fault> faults) {
        super(
                ProblemType.MALFORMED_BODY
                        .because(faults.get(0).detail())
                        .with(
                                "errors",
                                faults.stream()
                                        .map(
                                                fault ->
                                                        Map.of(
                                                                "pointer",
                                                                fault.pointer(),
                                                                "detail",
                                                                fault.detail()))
                                        .toList()));
    }

    /** One member at fault. */
    public record Fault(String pointer, String detail) {}
}
