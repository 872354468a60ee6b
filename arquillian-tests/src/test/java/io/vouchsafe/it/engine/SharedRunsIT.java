package io.vouchsafe.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.it.scene.Answer;
import io.vouchsafe.it.scene.Api;
import io.vouchsafe.it.scene.Bodies;
import io.vouchsafe.it.scene.SavedModels;
import io.vouchsafe.it.scene.Scene;
import io.vouchsafe.it.scene.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many partners' callers of one model at once: whoever shares a run gets his own numbers. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SharedRunsIT {
    private static final int CALLERS = 24;
    private static final int CALLS = 800;

    @Test
    void everyoneGetsHisOwnNumbersAndReceipt() throws InterruptedException, ExecutionException {
        String model = Scene.model(SavedModels.halfPlusTwo());
        Scene.contract(Terms.of(model));
        Api partner = Api.with(Scene.key("acme"));

        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CALLS; i++) {
                double[] values = values(i);
                answers.add(callers.submit(() -> partner.infer(model, Bodies.x(values))));
            }
        }

        Set<String> receipts = new HashSet<>();
        for (int i = 0; i < CALLS; i++) {
            Answer answer = answers.get(i).get().expect(200);
            List<Double> numbers = Bodies.numbers(answer, "y");
            double[] values = values(i);
            assertThat(numbers).hasSize(values.length);
            for (int row = 0; row < values.length; row++) {
                assertThat(numbers.get(row)).isEqualTo(values[row] / 2 + 2);
            }
            receipts.add(answer.header("Vouchsafe-Receipt"));
        }
        assertThat(receipts).hasSize(CALLS);
    }

    /** One to three rows, told apart from everybody else's. */
    private static double[] values(int call) {
        double[] values = new double[1 + call % 3];
        for (int row = 0; row < values.length; row++) {
            values[row] = call * 4 + row;
        }
        return values;
    }
}
