package io.vouchsafe.partners.internal.contract;

import io.vouchsafe.kernel.Money;
import io.vouchsafe.kernel.PlanId;
import io.vouchsafe.kernel.PlanRef;
import io.vouchsafe.partners.NewPlan;
import io.vouchsafe.partners.PlanView;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import org.hibernate.annotations.Immutable;

/** One revision of a plan; never changed, since contracts pin it. */
@Entity(name = "Plan")
@Immutable
@Table(schema = "partners", name = "plan")
public class PlanEntity {
    @Id private String ref;

    @Column(name = "plan_id")
    private String planId;

    private int revision;
    private String name;
    private BigDecimal price;
    private String currency;

    @Column(name = "requests_per_second")
    private long requestsPerSecond;

    @Column(name = "calls_per_day")
    private long callsPerDay;

    @Column(name = "published_at")
    private Instant publishedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected PlanEntity() {}

    PlanEntity(PlanRef ref, NewPlan plan, Instant now) {
        this.ref = ref.toString();
        this.planId = ref.id().value();
        this.revision = ref.revision();
        this.name = plan.name();
        this.price = plan.pricePerCall().amount();
        this.currency = plan.pricePerCall().currency().getCurrencyCode();
        this.requestsPerSecond = plan.requestsPerSecond();
        this.callsPerDay = plan.callsPerDay();
        this.publishedAt = now;
    }

    int revision() {
        return revision;
    }

    PlanView view() {
        return new PlanView(
                new PlanRef(new PlanId(planId), revision),
                name,
                new Money(price, Currency.getInstance(currency)),
                requestsPerSecond,
                callsPerDay);
    }
}
