package io.vouchsafe.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.outbound.ServerSentEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
    private static List<ServerSentEvent> parse(String stream) {
        EventParser parser = new EventParser();
        List<ServerSentEvent> events = new ArrayList<>();
        for (byte next : stream.getBytes(StandardCharsets.UTF_8)) {
            parser.accept(next).ifPresent(events::add);
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyEndOfLineIsOne(String end) {
        String stream = "data: a%1$s%1$sevent: e%1$sdata: 中%1$sdata:b%1$s%1$s".formatted(end);

        assertThat(parse(stream))
                .containsExactly(
                        new ServerSentEvent("message", "a"), new ServerSentEvent("e", "中\nb"));
    }

    @Test
    void commentsUnknownFieldsAndEmptyEvents_areNothing() {
        assertThat(parse("\uFEFF: hi\n\nid: 7\nretry: 1\n\nevent: e\n\ndata\n\n"))
                .containsExactly(new ServerSentEvent("message", ""));
    }

    @Test
    void onlyOneSpaceIsLeftOut() {
        assertThat(parse("data:  a:b \n\n"))
                .containsExactly(new ServerSentEvent("message", " a:b "));
    }

    @Test
    void anEventThatDoesNotEnd_isNone() {
        assertThat(parse("data: half")).isEmpty();
        assertThat(parse("data: half\n")).isEmpty();
    }
}
