package io.vouchsafe.inference.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vouchsafe.inference.internal.upstream.UpstreamFile.Protocol;
import io.vouchsafe.inference.internal.upstream.UpstreamFile.Task;
import io.vouchsafe.inference.spi.ModelRejectedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamFileTest {
    @TempDir Path folder;

    private UpstreamFile read(String json) throws IOException {
        Files.writeString(folder.resolve("upstream.json"), json.replace('\'', '"'));
        return UpstreamFile.read(folder);
    }

    @Test
    void theLeastThatIsNeeded() throws IOException {
        UpstreamFile file =
                read("{'protocol':'openai','url':'https://vllm.example/v1/','model':'acme/llama'}");

        assertThat(file.protocol()).isEqualTo(Protocol.OPENAI);
        assertThat(file.at("/chat/completions"))
                .isEqualTo(URI.create("https://vllm.example/v1/chat/completions"));
        assertThat(file.origin()).isEqualTo("https://vllm.example");
        assertThat(file.task()).isEqualTo(Task.CHAT);
        assertThat(file.credential()).isNull();
        assertThat(file.retries()).isEqualTo(2);
        assertThat(file.request()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void allThatCanBeSaid() throws IOException {
        UpstreamFile file =
                read(
                        """
                        {'protocol':'open-inference','url':'http://Triton:8000','model':'m.1','version':'3',
                         'credential':'triton','timeouts':{'connectMillis':5,'requestMillis':7},'retries':0,
                         'signature':{'inputs':[],'outputs':[]}}""");

        assertThat(file.origin()).isEqualTo("http://triton:8000");
        assertThat(OpenInferenceModel.path(file)).isEqualTo("/v2/models/m.1/versions/3");
        assertThat(file.credential()).isEqualTo("triton");
        assertThat(file.connect()).isEqualTo(Duration.ofMillis(5));
        assertThat(file.request()).isEqualTo(Duration.ofMillis(7));
        assertThat(file.retries()).isZero();
        assertThat(file.signature()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{'protocol':'openai'",
                "{}",
                "{'protocol':'grpc','url':'http://a','model':'m'}",
                "{'protocol':'openai','url':'http://a'}",
                "{'protocol':'openai','url':'ftp://a','model':'m'}",
                "{'protocol':'openai','url':'http://u:p@a','model':'m'}",
                "{'protocol':'openai','url':'http://a?x=y','model':'m'}",
                "{'protocol':'openai','url':'http://a','model':'m m'}",
                "{'protocol':'open-inference','url':'http://a','model':'../admin'}",
                "{'protocol':'open-inference','url':'http://a','model':'..'}",
                "{'protocol':'open-inference','url':'http://a','model':'m','version':'1/x'}",
                "{'protocol':'openai','url':'http://a','model':'m','task':'sing'}",
                "{'protocol':'openai','url':'http://a','model':'m','retries':6}",
                "{'protocol':'openai','url':'http://a','model':'m','retries':1.5}",
                "{'protocol':'openai','url':'http://a','model':'m','timeouts':{'requestMillis':0}}",
                "{'protocol':'openai','url':'http://a','model':'m','credential':7}",
                "{'protocol':'openai','url':'http://a','model':'m','password':'x'}",
                "{'protocol':'openai','url':'http://a','model':'m','model':'n'}"
            })
    void anythingElseIsRefused(String json) {
        ModelRejectedException rejected =
                catchThrowableOfType(ModelRejectedException.class, () -> read(json));

        assertThat(rejected.problem()).isEqualTo("model-unreadable");
    }

    @Test
    void aWrongSettingStopsTheBoot() {
        assertThatThrownBy(() -> OutboundProducer.rules("10.0.0.0/99"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("VOUCHSAFE_OUTBOUND_ALLOW")
                .hasMessageContaining("10.0.0.0/99");
    }
}
