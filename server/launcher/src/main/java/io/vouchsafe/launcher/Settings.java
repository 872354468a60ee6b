package io.vouchsafe.launcher;

import static io.vouchsafe.launcher.report.LauncherMessages.MESSAGES;

import io.vouchsafe.launcher.data.Secret;
import io.vouchsafe.launcher.port.Ports;
import io.vouchsafe.launcher.postgres.Database;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides what is started; command line before environment before default.
 *
 * @param home the folder of the checkout or distribution
 * @param data the data folder
 * @param ports where to listen
 * @param demo whether to seed the demo; never with a foreign issuer
 * @param database a PostgreSQL to use in place of the embedded one
 * @param issuer an OpenID Connect issuer to use in place of the local Keycloak
 * @param environment what the children inherit
 */
record Settings(
        Path home,
        Path data,
        Ports ports,
        boolean demo,
        Optional<Database> database,
        Optional<URI> issuer,
        Map<String, String> environment) {

    private static final String DATA = "VOUCHSAFE_DATA";
    private static final String OFFSET = "VOUCHSAFE_PORT_OFFSET";
    private static final String DB_URL = "VOUCHSAFE_DB_URL";
    private static final String DB_USER = "VOUCHSAFE_DB_USER";
    private static final String DB_PASSWORD = "VOUCHSAFE_DB_PASSWORD";
    private static final String ISSUER = "VOUCHSAFE_OIDC_ISSUER";

    Settings {
        environment = Map.copyOf(environment);
    }

    static Settings of(Options options, Path home, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Optional<Database> database = database(environment, problems);
        Optional<URI> issuer = issuer(environment, problems);
        if (!problems.isEmpty()) {
            throw MESSAGES.wrongSettings("  " + String.join("\n  ", problems));
        }
        Path data =
                options.data()
                        .or(() -> text(environment, DATA).map(Path::of))
                        .orElse(home.resolve("data"));
        int offset =
                options.offset()
                        .or(() -> text(environment, OFFSET).map(v -> Options.offset(OFFSET, v)))
                        .orElse(0);
        boolean demo = options.demo() && issuer.isEmpty();
        return new Settings(home, data, new Ports(offset), demo, database, issuer, environment);
    }

    private static Optional<Database> database(
            Map<String, String> environment, List<String> problems) {
        Optional<String> url = text(environment, DB_URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> user = text(environment, DB_USER);
        Optional<String> password = text(environment, DB_PASSWORD);
        int before = problems.size();
        if (!url.get().startsWith("jdbc:postgresql:")) {
            problems.add(DB_URL + " must begin with 'jdbc:postgresql:'.");
        }
        if (user.isEmpty()) {
            problems.add(DB_USER + " is missing beside " + DB_URL + ".");
        }
        if (password.isEmpty()) {
            problems.add(DB_PASSWORD + " is missing beside " + DB_URL + ".");
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(
                new Database(url.get(), user.orElseThrow(), new Secret(password.orElseThrow())));
    }

    private static Optional<URI> issuer(Map<String, String> environment, List<String> problems) {
        Optional<String> issuer = text(environment, ISSUER);
        if (issuer.isPresent() && !issuer.get().matches("https?://[^\\s]+")) {
            problems.add(ISSUER + " must be an http or https address.");
            return Optional.empty();
        }
        return issuer.map(URI::create);
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
