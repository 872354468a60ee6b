package io.vouchsafe.rest.internal.tensorflowserving;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * {@code GetModelStatusResponse} in the protocol buffers' JSON form; numbers of 64 bits are texts.
 *
 * @param versions newest first
 */
record StatusJson(@JsonProperty("model_version_status") List<Version> versions) {
    /**
     * One version.
     *
     * @param state {@code AVAILABLE}, {@code LOADING} or {@code END}
     */
    record Version(String version, String state, Status status) {
        static Version of(long number, String state) {
            return new Version(Long.toString(number), state, new Status("OK", ""));
        }
    }

    /** Of loading. */
    record Status(
            @JsonProperty("error_code") String code,
            @JsonProperty("error_message") String message) {}
}
