package io.vouchsafe.launcher.seed;

import java.util.Locale;

/** The people of the demo. */
public enum DemoUser {
    OWNER("model-owner", "Olivia", "Owner", ""),
    APPROVER("approver", "Arthur", "Approver", ""),
    AUDITOR("auditor", "Audrey", "Auditor", ""),
    ADMIN("admin", "Adam", "Admin", ""),
    ACME("partner-admin", "Alice", "Acme", Demo.PARTNER);

    private final String role;
    private final String firstName;
    private final String lastName;
    private final String partner;

    DemoUser(String role, String firstName, String lastName, String partner) {
        this.role = role;
        this.firstName = firstName;
        this.lastName = lastName;
        this.partner = partner;
    }

    public String login() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String role() {
        return role;
    }

    String firstName() {
        return firstName;
    }

    String lastName() {
        return lastName;
    }

    /** The partner they speak for, or empty. */
    String partner() {
        return partner;
    }

    /** Where the password stands in the demo's state. */
    String passwordFact() {
        return "user." + login() + ".password";
    }
}
