package io.vouchsafe.rest.internal.openinference;

import io.vouchsafe.kernel.Payload;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decoded inference request ({@code inference_request}).
 *
 * @param id to be echoed; null when the client gave none
 * @param signature parameter {@code signature_name}; null: the model's default
 * @param outputs wanted, in the client's order; empty: all
 */
record InferenceBody(
        @Nullable String id, @Nullable String signature, Payload inputs, Set<String> outputs) {}
