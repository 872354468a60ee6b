package io.vouchsafe.portal.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.portal.internal.model.CardText.Block;
import io.vouchsafe.portal.internal.model.CardText.Kind;
import io.vouchsafe.portal.internal.model.CardText.Run;
import io.vouchsafe.portal.internal.model.CardText.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardTextTest {
    @Test
    void aCard_isReadBlockByBlock() {
        List<Block> blocks =
                CardText.blocks(
                        """
                        # Credit risk

                        **Purpose.** Estimates
                        repayment.
                        - age, in `years`
                        - income

                        ## Limits ##
                        None.
                        """);

        assertThat(blocks)
                .extracting(Block::kind)
                .containsExactly(
                        Kind.HEADING, Kind.PARAGRAPH, Kind.LIST, Kind.HEADING, Kind.PARAGRAPH);
        assertThat(blocks.get(1).runs())
                .containsExactly(
                        new Run(Style.STRONG, "Purpose."),
                        new Run(Style.PLAIN, " Estimates repayment."));
        assertThat(blocks.get(2).items())
                .containsExactly(
                        List.of(new Run(Style.PLAIN, "age, in "), new Run(Style.CODE, "years")),
                        List.of(new Run(Style.PLAIN, "income")));
        assertThat(blocks.get(3).runs()).containsExactly(new Run(Style.PLAIN, "Limits"));
    }

    @Test
    void whatIsNoMarkdownHere_staysTheTextItIs() {
        String text = "<script>alert(1)</script> [link](javascript:x) *one* ** ` 2 * 3";

        assertThat(CardText.blocks(text))
                .containsExactly(
                        new Block(Kind.PARAGRAPH, List.of(new Run(Style.PLAIN, text)), List.of()));
    }

    @Test
    void aBlankCard_hasNothing() {
        assertThat(CardText.blocks("")).isEmpty();
        assertThat(CardText.blocks(" \n\n ")).isEmpty();
    }
}
