package io.vouchsafe.inference.internal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Shape;
import io.vouchsafe.privacy.PerturbedRow.Cells;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
    private static Shape shape(String sizes) {
        return Shape.of(
                java.util.Arrays.stream(sizes.split(" ")).mapToLong(Long::parseLong).toArray());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1 28 28 1, 14, 14, 2",
        "2 28 28, 14, 14, 2",
        "1 224 224 3, 14, 14, 16",
        "1 3 224 112, 14, 7, 16",
        "1 8 8 3, 8, 8, 1",
        "1 30 17 3, 10, 6, 3"
    })
    void fieldsAreSquare_andAtMostFourteenAlongAnEdge(
            String shape, int rows, int columns, int patch) {
        Grid grid = Grid.of(shape(shape)).orElseThrow();

        assertThat(grid.rows()).isEqualTo(rows);
        assertThat(grid.columns()).isEqualTo(columns);
        assertThat(grid.patch()).isEqualTo(patch);
    }

    @ParameterizedTest
    @CsvSource({"1 784", "1", "1 3 28", "1 28 3 1", "1 2 2 2 2"})
    void whatHasNoTwoEdges_isNoImage(String shape) {
        assertThat(Grid.of(shape(shape))).isEqualTo(Optional.empty());
    }

    @Test
    void sizesThatAreNotKnownYet_mayBeAnImage() {
        assertThat(Grid.of(Shape.of(-1, -1, -1, 3))).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"1 28 28 1", "1 30 17 3", "1 3 31 45", "1 5 4"})
    void theFieldsCoverEachElementOnce(String shape) {
        Grid grid = Grid.of(shape(shape)).orElseThrow();
        BitSet covered = new BitSet();

        for (Cells field : grid.fields("x")) {
            for (int start : field.starts()) {
                for (int i = start; i < start + field.run(); i++) {
                    assertThat(covered.get(i)).isFalse();
                    covered.set(i);
                }
            }
        }

        assertThat(covered.cardinality()).isEqualTo((int) shape(shape).elements());
        assertThat(covered.length()).isEqualTo((int) shape(shape).elements());
    }

    @Test
    void aField_isInEveryChannel() {
        assertThat(Grid.of(Shape.of(1, 8, 8, 3)).orElseThrow().fields("x").get(9))
                .isEqualTo(new Cells("x", java.util.List.of(27), 3));
        assertThat(Grid.of(Shape.of(1, 3, 8, 8)).orElseThrow().fields("x").get(9))
                .isEqualTo(new Cells("x", java.util.List.of(9, 73, 137), 1));
    }
}
