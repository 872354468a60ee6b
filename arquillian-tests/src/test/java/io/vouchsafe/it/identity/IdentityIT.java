package io.vouchsafe.it.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.it.harness.Ports;
import io.vouchsafe.it.harness.Realm;
import io.vouchsafe.it.probe.FixedKeys;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jspecify.annotations.Nullable;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class IdentityIT {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void tokenReachesTheEjb() throws Exception {
        HttpResponse<String> answer = get("/api/probe/partners", Realm.tokenOf("acme"));

        assertThat(answer.body()).isEqualTo("acme acme[partner-admin] acme@acme");
    }

    @Test
    void keyReachesTheEjb() throws Exception {
        HttpResponse<String> answer = get("/api/probe/partners", FixedKeys.KEY);

        assertThat(answer.body())
                .isEqualTo("key:itkey00001 key:itkey00001[partner-developer] key:itkey00001@acme");
    }

    private HttpResponse<String> get(String path, @Nullable String credential) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(Ports.api(path));
        if (credential != null) {
            request.header("Authorization", "Bearer " + credential);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
