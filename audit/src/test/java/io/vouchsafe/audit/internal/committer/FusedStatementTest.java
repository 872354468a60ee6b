package io.vouchsafe.audit.internal.committer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.Entry;
import io.vouchsafe.audit.spi.Projection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusedStatementTest {
    @ParameterizedTest
    @CsvSource({
        "'a.b; DROP TABLE audit.entry', partner, text, table with SQL",
        "a.b.c, partner, text, too many parts",
        "A, partner, text, capitals would be folded",
        "a.b, 'x, y', text, column with a comma",
        "a.b, partner, 'text) --', type with SQL",
        "'', partner, text, nothing"
    })
    void whatIsNoPlainName_isRefusedAtTheStart(
            String table, String column, String type, String reason) {
        Projection projection = projection(table, column, type);

        assertThatThrownBy(() -> new FusedStatement(List.of(projection)))
                .as(reason)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"usage, n, int8", "partners.usage_record, price, numeric", "a.b, t, timestamptz"})
    void plainNames_areTaken(String table, String column, String type) {
        Projection projection = projection(table, column, type);

        assertThat(new FusedStatement(List.of(projection, projection))).isNotNull();
    }

    @Test
    void noProjection_isFine() {
        assertThat(new FusedStatement(List.of())).isNotNull();
    }

    private static Projection projection(String table, String column, String type) {
        return new Projection() {
            @Override
            public String table() {
                return table;
            }

            @Override
            public List<Column> columns() {
                return List.of(new Column(column, type));
            }

            @Override
            public @Nullable Object @Nullable [] row(Entry entry) {
                return null;
            }
        };
    }
}
