package io.vouchsafe.rest.internal.json;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * JSON that stands in an answer byte for byte, such as an entry's canonical body.
 *
 * @param json made by the suite itself, never by a client
 */
public record Verbatim(@JsonValue @JsonRawValue String json) {}
