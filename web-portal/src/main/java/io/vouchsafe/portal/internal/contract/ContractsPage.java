package io.vouchsafe.portal.internal.contract;

import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The contracts a person may see, newest first. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class ContractsPage {
    private PortalCaller people;
    private Contracts contracts;
    private List<ContractView> views = List.of();

    /** For the client proxy. */
    protected ContractsPage() {}

    @Inject
    public ContractsPage(PortalCaller people, Contracts contracts) {
        this.people = people;
        this.contracts = contracts;
    }

    public void load() {
        views = contracts.contracts(people.current()).items();
    }

    public List<ContractView> getContracts() {
        return views;
    }

    public Badge badge(ContractView contract) {
        return Badge.of(contract.state());
    }
}
