package io.vouchsafe.audit;

import io.vouchsafe.kernel.ContractRef;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.kernel.PolicyRef;
import io.vouchsafe.kernel.Purpose;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.kernel.Units;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prediction, refused or answered, as it goes into the log. What is null was not known when the
 * request ended, as the model of a request without credential.
 *
 * @param salt 32 random bytes, from {@link Salt}; the commitments below were made with it
 * @param contract in force
 * @param caller as in {@code Caller.name()}
 * @param subject pseudonym of the person concerned; goes to the detached row, its HMAC to the body
 * @param model that answered
 * @param requested model name as the client gave it, when {@code model} is null
 * @param modelDigest {@code sha256:…} of the model's files
 * @param masking rule to how often it acted
 * @param input commitment to the HTTP body as received ({@code Commitment} of audit-verifier)
 * @param output commitment to the HTTP body as sent; null when refused before anything was encoded
 * @param explanation canonical JSON; its SHA-256 goes to the body, itself to the detached row
 * @param reason null when allowed
 * @param unitPrice list price of all units
 * @param repeats refusals of the same contract, reason and second that were counted instead of
 *     written; 0 otherwise
 */
public record Entry(
        ReceiptId id,
        Instant time,
        byte[] salt,
        @Nullable ContractRef contract,
        @Nullable PartnerId partner,
        String caller,
        @Nullable Purpose purpose,
        @Nullable String subject,
        @Nullable ModelRef model,
        @Nullable String requested,
        @Nullable String modelDigest,
        @Nullable PolicyRef policy,
        Map<String, Integer> masking,
        @Nullable String input,
        @Nullable String output,
        byte @Nullable [] explanation,
        Decision decision,
        io.vouchsafe.kernel.@Nullable Reason reason,
        Units units,
        @Nullable PlanRef plan,
        @Nullable Money unitPrice,
        long repeats) {

    public Entry {
        if (salt.length != Salt.BYTES) {
            throw new IllegalArgumentException("A salt has 32 bytes, not " + salt.length);
        }
        if ((decision == Decision.ALLOW) != (reason == null)) {
            throw new IllegalArgumentException(
                    "A reason stands exactly where nothing was answered");
        }
        masking = Map.copyOf(masking);
    }
}
