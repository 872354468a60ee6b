package io.vouchsafe.audit.internal.committer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.EventRows;
import io.vouchsafe.audit.internal.body.LogRow;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ReceiptId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TicketTest {
    private final LogRow row =
            EventRows.row(
                    ReceiptId.fresh(),
                    Instant.EPOCH,
                    new Event.ModelCreated(Caller.system("test"), new ModelName("m")));
    private final Ticket ticket = Ticket.ofCaller(row);

    @Test
    void answeredTicket_hasItsIndex() {
        ticket.depart();
        assertThat(ticket.sequenced(7)).isTrue();

        assertThat(ticket.await(Duration.ZERO)).isTrue();
        assertThat(ticket.answer()).isEqualTo(new Sequenced(7, row.id()));
    }

    @Test
    void answerWakesTheCaller() throws Exception {
        Thread committer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    ticket.depart();
                                    ticket.sequenced(7);
                                });

        assertThat(ticket.await(Duration.ofSeconds(20))).isTrue();

        committer.join();
    }

    @Test
    void refusedTicket_throwsOnItsCallersThread() {
        ticket.refuse(AuditMessages.LOG.stopped());

        assertThat(ticket.await(Duration.ZERO)).isTrue();
        assertThatThrownBy(ticket::answer)
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("stopped")
                .hasCauseInstanceOf(LogUnavailableException.class);
    }

    @Test
    void calledOffTicket_doesNotDepart() {
        assertThat(ticket.await(Duration.ZERO)).isFalse();
        assertThat(ticket.callOff()).isTrue();

        assertThat(ticket.depart()).isFalse();
        assertThat(ticket.mayBeWrittenUnheard()).isFalse();
    }

    @Test
    void departedTicket_cannotBeCalledOffButAbandoned() {
        ticket.depart();

        assertThat(ticket.callOff()).isFalse();
        assertThat(ticket.abandon()).isTrue();
        assertThat(ticket.sequenced(7)).as("delivered").isFalse();
        assertThat(ticket.mayBeWrittenUnheard()).isTrue();
    }

    @Test
    void answeredTicket_cannotBeAbandoned() {
        ticket.depart();
        ticket.sequenced(7);

        assertThat(ticket.abandon()).isFalse();
        assertThat(ticket.mayBeWrittenUnheard()).isFalse();
    }

    @Test
    void abandonedTicket_isTriedAgainOnlyWhenItMayBeInTheLog() {
        ticket.depart();
        ticket.abandon();
        assertThat(ticket.depart()).isFalse();

        ticket.doubt();

        assertThat(ticket.depart()).isTrue();
    }

    @Test
    void callerAndCommitterAtOnce_neverBothThinkTheyWereFirst() throws Exception {
        AtomicInteger both = new AtomicInteger();
        for (int i = 0; i < 2000; i++) {
            Ticket contested = Ticket.ofCaller(row);
            contested.depart();
            boolean[] delivered = {false};
            Thread committer =
                    Thread.startVirtualThread(() -> delivered[0] = contested.sequenced(1));
            boolean abandoned = contested.abandon();
            committer.join();
            if (abandoned == delivered[0]) {
                both.incrementAndGet();
            }
        }

        assertThat(both).hasValue(0);
    }

    // followers

    @Test
    void followers_getTheLeadersAnswer() {
        Ticket follower = Ticket.ofCaller(row);
        follower.follow(ticket);

        ticket.sequenced(7);

        assertThat(follower.answer()).isEqualTo(new Sequenced(7, row.id()));
    }

    @Test
    void followers_getTheLeadersRefusal() {
        Ticket follower = Ticket.ofCaller(row);
        follower.follow(ticket);

        ticket.refuse(AuditMessages.LOG.stopped());

        assertThatThrownBy(follower::answer)
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("stopped");
    }

    @Test
    void leaderWhoseFollowerWaits_departsAndIsDelivered() {
        Ticket follower = Ticket.ofCaller(row);
        follower.follow(ticket);
        ticket.callOff();

        assertThat(ticket.depart()).isTrue();
        assertThat(ticket.sequenced(7)).isTrue();

        assertThat(ticket.mayBeWrittenUnheard()).isFalse();
        assertThat(follower.mayBeWrittenUnheard()).isFalse();
    }

    @Test
    void leaderAndFollowerGone_stayAtHome() {
        Ticket follower = Ticket.ofCaller(row);
        follower.follow(ticket);
        ticket.callOff();
        follower.callOff();

        assertThat(ticket.depart()).isFalse();
    }

    @Test
    void theLogsOwnTickets_areNobodysToTakeBack() {
        Ticket own = Ticket.own(row);
        own.depart();
        own.doubt();

        assertThat(own.mayBeWrittenUnheard()).isFalse();
        assertThat(own.sequenced(7)).isTrue();
    }
}
