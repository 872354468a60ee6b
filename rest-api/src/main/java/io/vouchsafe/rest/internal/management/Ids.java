package io.vouchsafe.rest.internal.management;

import io.vouchsafe.kernel.ContractId;
import io.vouchsafe.kernel.CredentialId;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ModelRef;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.ReceiptId;
import io.vouchsafe.rest.internal.problem.ProblemType;
import java.util.function.Function;

/** Ids in addresses: one that cannot exist is answered as one that does not. */
final class Ids {
    private static final int SHOWN = 64;

    private Ids() {}

    static ModelName model(String text) {
        return read("model", text, ModelName::new);
    }

    static ModelRef version(String model, String version) {
        return new ModelRef(
                model(model), read("version", version, text -> positive(Long.parseLong(text))));
    }

    static PartnerId partner(String text) {
        return read("partner", text, PartnerId::new);
    }

    static PlanId plan(String text) {
        return read("plan", text, PlanId::new);
    }

    static ContractId contract(String text) {
        return read("contract", text, ContractId::new);
    }

    static CredentialId credential(String text) {
        return read("credential", text, CredentialId::new);
    }

    static PolicyId policy(String text) {
        return read("policy", text, PolicyId::new);
    }

    static ReceiptId receipt(String text) {
        return read("receipt", text, ReceiptId::parse);
    }

    private static long positive(long version) {
        if (version < 1) {
            throw new IllegalArgumentException("version");
        }
        return version;
    }

    private static <T> T read(String kind, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException malformed) {
            String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
            throw ProblemType.NOT_FOUND
                    .because(ManagementTexts.TEXTS.unknown(kind, shown))
                    .toException();
        }
    }
}
