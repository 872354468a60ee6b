package io.vouchsafe.launcher.postgres;

import java.util.Map;
import java.util.TreeMap;

/** The environment without what PostgreSQL would take as settings, and without our secrets. */
final class PostgresEnvironment {

    private PostgresEnvironment() {}

    static Map<String, String> clean(Map<String, String> environment) {
        Map<String, String> clean = new TreeMap<>(environment);
        clean.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("VOUCHSAFE_"));
        clean.put("LC_ALL", "C");
        return clean;
    }
}
