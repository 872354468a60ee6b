package io.vouchsafe.portal.internal.frame;

import io.vouchsafe.audit.Decision;
import io.vouchsafe.governance.VersionState;
import io.vouchsafe.partners.ContractState;
import org.jspecify.annotations.Nullable;

/** The one table from a state to its colour, icon and word. Colour never speaks alone. */
public enum Badge {
    ANSWERED("success", "ok", "decision.ALLOW"),
    REFUSED("warning", "end", "decision.REFUSE"),
    FAULT("danger", "bad", "decision.FAULT"),
    EVENT("secondary", "draft", "decision.EVENT"),

    VERSION_DRAFT("secondary", "draft", "version.DRAFT"),
    VERSION_SUBMITTED("warning", "wait", "version.SUBMITTED"),
    VERSION_APPROVED("info", "ok", "version.APPROVED"),
    VERSION_REJECTED("danger", "bad", "version.REJECTED"),
    VERSION_DEPLOYED("success", "ok", "version.DEPLOYED"),
    VERSION_STOPPED("danger", "end", "version.STOPPED"),

    CONTRACT_DRAFT("secondary", "draft", "contract.DRAFT"),
    CONTRACT_OFFERED("warning", "draft", "contract.OFFERED"),
    CONTRACT_SIGNED("warning", "wait", "contract.SIGNED"),
    CONTRACT_ACTIVE("success", "ok", "contract.ACTIVE"),
    CONTRACT_SUSPENDED("danger", "end", "contract.SUSPENDED"),
    CONTRACT_TERMINATED("secondary", "end", "contract.TERMINATED"),
    CONTRACT_WITHDRAWN("secondary", "end", "contract.WITHDRAWN"),

    KEY_VALID("success", "key", "credential.valid"),
    KEY_EXPIRING("warning", "warn", "credential.expiring"),
    KEY_EXPIRED("secondary", "wait", "credential.expired"),
    KEY_REVOKED("secondary", "end", "credential.revoked");

    private final String severity;
    private final String icon;
    private final String textKey;

    Badge(String severity, String icon, String textKey) {
        this.severity = severity;
        this.icon = icon;
        this.textKey = textKey;
    }

    /** Of an entry; null is a management event. */
    public static Badge of(@Nullable Decision decision) {
        if (decision == null) {
            return EVENT;
        }
        return switch (decision) {
            case ALLOW -> ANSWERED;
            case REFUSE -> REFUSED;
            case FAULT -> FAULT;
        };
    }

    public static Badge of(VersionState state) {
        return valueOf("VERSION_" + state.name());
    }

    public static Badge of(ContractState state) {
        return valueOf("CONTRACT_" + state.name());
    }

    public String getSeverity() {
        return severity;
    }

    public String getIcon() {
        return icon;
    }

    public String getTextKey() {
        return textKey;
    }
}
