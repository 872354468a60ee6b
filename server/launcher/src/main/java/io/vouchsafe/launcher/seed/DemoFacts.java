package io.vouchsafe.launcher.seed;

import io.vouchsafe.launcher.data.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The finished demo for people and scripts: {@code demo.env}, the body file, the words to print.
 */
public final class DemoFacts {

    private final DemoState state;
    private final URI api;
    private final URI issuer;
    private final Path folder;

    public DemoFacts(DemoState state, URI api, URI issuer, Path folder) {
        this.state = state;
        this.api = api;
        this.issuer = issuer;
        this.folder = folder;
    }

    private Path body() {
        return folder.resolve("demo-body.json");
    }

    public Path file() {
        return folder.resolve("demo.env");
    }

    /** Writes both files anew: ports may have moved since the last start. */
    public void write() {
        StringBuilder text = new StringBuilder();
        variables()
                .forEach(
                        (name, value) ->
                                text.append(name).append('=').append(quoted(value)).append('\n'));
        try {
            PrivateFiles.write(body(), state.get(BodyStep.BODY) + "\n");
            PrivateFiles.write(file(), text.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Map<String, String> variables() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("VOUCHSAFE_URL", api.toString());
        all.put("VOUCHSAFE_PORTAL", api.resolve("/portal").toString());
        all.put("VOUCHSAFE_OIDC_ISSUER", issuer.toString());
        all.put("VOUCHSAFE_API_KEY", state.get(CredentialStep.KEY));
        all.put("VOUCHSAFE_CLIENT_ID", Demo.SERVICE_CLIENT);
        all.put("VOUCHSAFE_CLIENT_SECRET", state.get(IdentityStep.CLIENT_SECRET));
        for (DemoUser user : DemoUser.values()) {
            all.put("VOUCHSAFE_USER_" + user.name(), state.get(user.passwordFact()));
        }
        all.put("VOUCHSAFE_CLI_CLIENT", Demo.CLI_CLIENT);
        all.put("VOUCHSAFE_DEMO_MODEL", Demo.MODEL);
        all.put("VOUCHSAFE_DEMO_BODY", body().toString());
        return all;
    }

    /** Users with passwords, the key, and a call to copy. */
    public String describe() {
        StringBuilder text = new StringBuilder("Users (password):\n");
        for (DemoUser user : DemoUser.values()) {
            String password = state.get(user.passwordFact());
            text.append("  %-9s %s   %s%n".formatted(user.login(), password, user.role()));
        }
        text.append("API key of partner %s:%n".formatted(Demo.PARTNER));
        text.append("  %s%n".formatted(state.get(CredentialStep.KEY)));
        text.append("One governed prediction:\n  ").append(curl()).append('\n');
        text.append("The same facts for scripts: %s%n".formatted(file()));
        return text.toString();
    }

    private String curl() {
        return "curl -i %s -H %s -H %s -H %s --data-binary %s"
                .formatted(
                        api.resolve("/v2/models/" + Demo.MODEL + "/infer"),
                        quoted("Authorization: Bearer " + state.get(CredentialStep.KEY)),
                        quoted("Vouchsafe-Purpose: " + Demo.PURPOSE),
                        quoted("Content-Type: application/json"),
                        quoted("@" + body()));
    }

    /** In single quotes, in which the shell changes nothing. */
    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
