package io.vouchsafe.portal.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.vouchsafe.kernel.Outcome;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.portal.testing.FakeNotices;
import io.vouchsafe.portal.testing.FakePartners;
import io.vouchsafe.portal.testing.FakePeople;
import io.vouchsafe.portal.testing.FakeRequest;
import io.vouchsafe.portal.testing.FakeTrail;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private final FakeNotices notices =
            new FakeNotices(
                    new Frame(
                            FakePeople.provider("tom", Roles.APPROVER),
                            new FakeTrail(),
                            new FakePartners(),
                            new FakeRequest().language(Locale.SIMPLIFIED_CHINESE).build()));

    @Test
    void whatWasDone_isSaidInThePersonsLanguage() {
        assertThat(notices.of(Outcome.done("x"), "version.done.approve", "m@1")).contains("x");

        assertThat(notices.said).containsExactly("m@1 已批准，现在可以部署。");
    }

    @Test
    void aKnownProblem_hasItsWordsAndTheModulesSentenceBelow() {
        Outcome<String> declined =
                Outcome.declined(Outcome.Kind.FORBIDDEN, "four-eyes", "'tom' submitted it.");

        assertThat(notices.of(declined, "version.done.approve", "m@1")).isEmpty();

        assertThat(notices.said).containsExactly("!须由第二人决定 / 'tom' submitted it.");
    }

    @Test
    void anUnknownProblem_stillSaysThatNothingWasDone() {
        Outcome<String> declined = Outcome.declined(Outcome.Kind.CONFLICT, "brand-new", "A fact.");

        notices.of(declined, "version.done.approve", "m@1");

        assertThat(notices.said).containsExactly("!操作未完成，没有任何内容被更改 / A fact.");
    }
}
