package io.vouchsafe.launcher.port;

/** The ports of one installation; they move together by one offset. */
public record Ports(int offset) {

    public static final int MAX_OFFSET = 55_000;

    public Ports {
        if (offset < 0 || offset > MAX_OFFSET) {
            throw new IllegalArgumentException("offset " + offset);
        }
    }

    public int http() {
        return 8080 + offset;
    }

    public int keycloak() {
        return 8180 + offset;
    }

    public int management() {
        return 9990 + offset;
    }

    public int keycloakManagement() {
        return 9000 + offset;
    }

    /**
     * Where PostgreSQL listens when nobody else does; it may move, as nobody else needs to know.
     */
    public int preferredPostgres() {
        return 5433 + offset;
    }
}
