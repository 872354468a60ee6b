package io.vouchsafe.inference.internal.gateway;

import io.vouchsafe.inference.ModelActivity;
import io.vouchsafe.inference.ModelStatistics;
import io.vouchsafe.kernel.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/** The statistics' face: the provider's roles, nothing else of its own. */
@Singleton
@Local(ModelStatistics.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed({Roles.ADMIN, Roles.MODEL_OWNER, Roles.APPROVER, Roles.AUDITOR})
public class StatisticsBean implements ModelStatistics {
    private final Activity activity;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // the instance that answers is made by the other one
    public StatisticsBean() {
        this(null);
    }

    @Inject
    StatisticsBean(Activity activity) {
        this.activity = activity;
    }

    @Override
    public List<ModelActivity> activity() {
        return activity.all();
    }
}
