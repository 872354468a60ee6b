package io.vouchsafe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StageTest {
    static List<Arguments> stacks() {
        return List.of(
                Arguments.of(
                        "the JDK's work belongs to who asked for it",
                        List.of(
                                "sun.security.provider.SHA2.implCompress",
                                "io.vouchsafe.audit.internal.body.PredictionRows.row",
                                "io.vouchsafe.inference.internal.gateway.Settlement.settle"),
                        "entry: canonical JSON, hashes"),
                Arguments.of(
                        "machinery between two of our calls is the server's",
                        List.of(
                                "org.jboss.invocation.InterceptorContext.proceed",
                                "io.vouchsafe.rest.internal.openinference.InferenceResource.infer"),
                        "EJB and CDI around a call"),
                Arguments.of(
                        "the driver works for the committer",
                        List.of(
                                "org.postgresql.core.v3.QueryExecutorImpl.execute",
                                "io.vouchsafe.audit.internal.committer.FusedStatement.execute"),
                        "committer"),
                Arguments.of(
                        "what nobody claims",
                        List.of("java.lang.Thread.run"),
                        "other threads of the server"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void stack_belongsToOneStage(String why, List<String> frames, String stage) {
        assertThat(Stage.of(frames)).as(why).isEqualTo(stage);
    }
}
