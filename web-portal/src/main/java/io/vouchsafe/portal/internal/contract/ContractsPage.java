package io.vouchsafe.portal.internal.contract;

import io.vouchsafe.kernel.ModelName;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.kernel.Roles;
import io.vouchsafe.partners.ContractState;
import io.vouchsafe.partners.ContractView;
import io.vouchsafe.partners.Contracts;
import io.vouchsafe.portal.internal.frame.Address;
import io.vouchsafe.portal.internal.frame.Badge;
import io.vouchsafe.portal.internal.frame.Frame;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contracts a person may see, newest first. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container's proxy never reads the fields
public class ContractsPage {
    private PortalCaller people;
    private Contracts contracts;
    private Frame frame;
    private Address address;
    private @Nullable List<ContractView> views;
    private @Nullable List<ContractView> shown;

    /** For the client proxy. */
    protected ContractsPage() {}

    @Inject
    public ContractsPage(PortalCaller people, Contracts contracts, Frame frame, Address address) {
        this.people = people;
        this.contracts = contracts;
        this.frame = frame;
        this.address = address;
    }

    public void load() {
        views();
    }

    private List<ContractView> views() {
        List<ContractView> known = views;
        if (known == null) {
            Optional<PartnerId> scope = frame.scope();
            known =
                    contracts.contracts(people.current()).items().stream()
                            .filter(contract -> scope.map(contract.partner()::equals).orElse(true))
                            .toList();
            views = known;
        }
        return known;
    }

    /** Contracts in the state that the address asks for, or all; one list, which may be sorted. */
    public List<ContractView> getContracts() {
        List<ContractView> known = shown;
        if (known == null) {
            Optional<ContractState> state = address.get("state", ContractState::valueOf);
            known = new ArrayList<>(views());
            known.removeIf(contract -> !state.map(contract.state()::equals).orElse(true));
            shown = known;
        }
        return known;
    }

    public boolean isBare() {
        return views().isEmpty();
    }

    /** Address of a ready-made view. */
    public String view(String state) {
        return Address.of("contracts.xhtml", "state", state);
    }

    public boolean shows(String state) {
        return address.get("state").orElse("").equals(state);
    }

    public Badge badge(ContractView contract) {
        return Badge.of(contract.state());
    }

    /** Names of a contract's models in order. */
    public List<String> models(ContractView contract) {
        return contract.models().stream().map(ModelName::value).sorted().toList();
    }

    /** What happens next, for the standing line. */
    public String getNext() {
        ContractState mine =
                people.is(Roles.PARTNER_ADMIN) ? ContractState.OFFERED : ContractState.SIGNED;
        boolean signs = people.is(Roles.PARTNER_ADMIN) || people.is(Roles.ADMIN);
        boolean waits = signs && views().stream().anyMatch(contract -> contract.state() == mine);
        return frame.text(waits ? "home.next.sign" : "contracts.next");
    }
}
