package io.vouchsafe.audit.internal.committer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vouchsafe.audit.Event;
import io.vouchsafe.audit.LogUnavailableException;
import io.vouchsafe.audit.Sequenced;
import io.vouchsafe.audit.internal.AuditMessages;
import io.vouchsafe.audit.internal.body.EventRows;
import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.ReceiptId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(20);

    private final Intake intake = new Intake(3);

    @Test
    void tickets_comeOutInTheirOrder() throws Exception {
        List<Ticket> tickets = List.of(ticket(), ticket(), ticket());
        tickets.forEach(intake::offer);

        assertThat(intake.next(10, LONG).tickets()).isEqualTo(tickets);
    }

    @Test
    void noMoreThanABatch_comesOut() throws Exception {
        List<Ticket> tickets = List.of(ticket(), ticket(), ticket());
        tickets.forEach(intake::offer);

        assertThat(intake.next(2, LONG).tickets()).isEqualTo(tickets.subList(0, 2));
        assertThat(intake.next(2, LONG).tickets()).isEqualTo(tickets.subList(2, 3));
    }

    @Test
    void fullQueue_refuses() {
        for (int i = 0; i < 3; i++) {
            assertThat(intake.offer(ticket())).isEqualTo(Intake.Offer.TAKEN);
        }

        assertThat(intake.offer(ticket())).isEqualTo(Intake.Offer.FULL);
    }

    @Test
    void placesOfThoseWhoGaveUp_areGivenAway() {
        for (int i = 0; i < 3; i++) {
            Ticket givenUp = ticket();
            intake.offer(givenUp);
            assertThatThrownBy(() -> givenUp.await(Duration.ZERO))
                    .isInstanceOf(LogUnavailableException.class);
        }

        assertThat(intake.offer(ticket())).isEqualTo(Intake.Offer.TAKEN);
    }

    @Test
    void knock_wakesWithoutTickets() throws Exception {
        Thread.ofPlatform().start(intake::knock);

        Intake.Work work = intake.next(10, LONG);

        assertThat(work.knocked()).isTrue();
        assertThat(work.tickets()).isEmpty();
        assertThat(intake.next(10, 0).knocked()).as("a knock is heard once").isFalse();
    }

    @Test
    void ticket_wakesTheCommitter() throws Exception {
        Ticket ticket = ticket();
        Thread.ofPlatform().start(() -> intake.offer(ticket));

        assertThat(intake.next(10, LONG).tickets()).containsExactly(ticket);
    }

    @Test
    void closed_handsOutTheRestAndTakesNothing() throws Exception {
        Ticket ticket = ticket();
        intake.offer(ticket);
        intake.close();

        assertThat(intake.offer(ticket())).isEqualTo(Intake.Offer.CLOSED);
        assertThat(intake.next(10, LONG)).isEqualTo(new Intake.Work(List.of(ticket), false, true));
    }

    @Test
    void closedWithMoreThanABatch_isNotOverYet() throws Exception {
        intake.offer(ticket());
        intake.offer(ticket());
        intake.close();

        assertThat(intake.next(1, LONG).closed()).isFalse();
        assertThat(intake.next(1, LONG).closed()).isTrue();
    }

    @Test
    void time_endsTheWait() throws Exception {
        assertThat(intake.next(10, 1).tickets()).isEmpty();
    }

    @Test
    void close_endsAPause() throws Exception {
        Thread.ofPlatform().start(intake::close);

        assertThat(intake.pause(LONG)).isTrue();
    }

    // tickets

    @Test
    void followers_getTheLeadersAnswer() {
        Ticket leader = ticket();
        Ticket follower = new Ticket(leader.row(), Ticket.CALLER);
        follower.follow(leader);

        leader.sequenced(7);

        assertThat(follower.await(Duration.ZERO)).isEqualTo(new Sequenced(7, leader.row().id()));
    }

    @Test
    void followers_getTheLeadersRefusal() {
        Ticket leader = ticket();
        Ticket follower = new Ticket(leader.row(), Ticket.CALLER);
        follower.follow(leader);

        leader.refuse(AuditMessages.LOG.stopped());

        assertThatThrownBy(() -> follower.await(Duration.ofSeconds(1)))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("stopped");
    }

    @Test
    void leaderWhoseFollowerWaits_isNotAbandoned() {
        Ticket leader = ticket();
        Ticket follower = new Ticket(leader.row(), Ticket.CALLER);
        follower.follow(leader);
        assertThatThrownBy(() -> leader.await(Duration.ZERO))
                .isInstanceOf(LogUnavailableException.class);

        assertThat(leader.abandoned()).isFalse();
        assertThatThrownBy(() -> follower.await(Duration.ZERO))
                .isInstanceOf(LogUnavailableException.class);
        assertThat(leader.abandoned()).isTrue();
    }

    private static Ticket ticket() {
        return new Ticket(
                EventRows.row(
                        ReceiptId.fresh(),
                        Instant.EPOCH,
                        new Event.ModelCreated(Caller.system("test"), new ModelName("m"))),
                Ticket.CALLER);
    }
}
