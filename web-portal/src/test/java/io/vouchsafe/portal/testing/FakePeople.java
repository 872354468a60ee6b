package io.vouchsafe.portal.testing;

import io.vouchsafe.kernel.Caller;
import io.vouchsafe.kernel.PartnerId;
import io.vouchsafe.portal.internal.identity.PortalCaller;
import java.util.Optional;
import java.util.Set;

/** One person who is signed in, or nobody. */
public final class FakePeople extends PortalCaller {
    private final Optional<Caller> person;

    private FakePeople(Optional<Caller> person) {
        this.person = person;
    }

    /** Somebody of the provider, named like the first role. */
    public static FakePeople provider(String name, String... roles) {
        return new FakePeople(Optional.of(Caller.user(name, null, Set.of(roles))));
    }

    public static FakePeople partner(String name, String partner, String... roles) {
        return new FakePeople(
                Optional.of(Caller.user(name, new PartnerId(partner), Set.of(roles))));
    }

    public static FakePeople nobody() {
        return new FakePeople(Optional.empty());
    }

    @Override
    public Optional<Caller> find() {
        return person;
    }
}
