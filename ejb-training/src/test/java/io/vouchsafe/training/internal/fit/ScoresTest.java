package io.vouchsafe.training.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoresTest {
    @Test
    void perfectRanking_hasAreaOne() {
        var scores =
                Scores.of(
                        new float[][] {{0.9f, 0.1f}, {0.8f, 0.2f}, {0.3f, 0.7f}},
                        new int[] {0, 0, 1});

        assertThat(scores.get("auc")).isEqualTo(1.0);
        assertThat(scores.get("accuracy")).isEqualTo(1.0);
        assertThat(scores.get("majority")).isEqualTo(2 / 3.0, within(1e-9));
    }

    @Test
    void area_matchesThePublishedExample() {
        // scikit-learn, roc_auc_score: y = [0, 0, 1, 1], scores = [0.1, 0.4, 0.35, 0.8] → 0.75
        var scores =
                Scores.of(
                        new float[][] {{0.9f, 0.1f}, {0.6f, 0.4f}, {0.65f, 0.35f}, {0.2f, 0.8f}},
                        new int[] {0, 0, 1, 1});

        assertThat(scores.get("auc")).isEqualTo(0.75);
    }

    @Test
    void allTied_hasAreaOneHalf() {
        var scores = Scores.of(new float[][] {{0.5f, 0.5f}, {0.5f, 0.5f}}, new int[] {0, 1});

        assertThat(scores.get("auc")).isEqualTo(0.5);
        assertThat(scores.get("log_loss")).isEqualTo(Math.log(2), within(1e-6));
    }

    @Test
    void manyClasses_haveNoArea() {
        var scores = Scores.of(new float[][] {{0.2f, 0.3f, 0.5f}}, new int[] {2});

        assertThat(scores).doesNotContainKey("auc").containsEntry("accuracy", 1.0);
    }
}
