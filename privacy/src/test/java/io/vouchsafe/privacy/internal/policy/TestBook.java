package io.vouchsafe.privacy.internal.policy;

import io.vouchsafe.kernel.PolicyId;
import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.privacy.internal.engine.CompiledPolicy;
import io.vouchsafe.store.SnapshotSource;
import io.vouchsafe.store.Snapshots;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A book without a database; a test puts policies in force. */
public final class TestBook {
    private volatile Map<PolicyId, CompiledPolicy> policies = Map.of();
    private final PolicyBook book = new PolicyBook(new Fixed(), TestPolicies.catalogue());

    public PolicyBook book() {
        return book;
    }

    public void put(PolicyId id, CompiledPolicy policy) {
        Map<PolicyId, CompiledPolicy> next = new HashMap<>(policies);
        next.put(id, policy);
        policies = Map.copyOf(next);
    }

    private final class Fixed implements Snapshots {
        @Override
        @SuppressWarnings("unchecked") // the book follows one source
        public <T> Snapshot<T> follow(SnapshotSource<T> source) {
            return (Snapshot<T>)
                    new Snapshot<Map<PolicyId, CompiledPolicy>>() {
                        @Override
                        public Map<PolicyId, CompiledPolicy> current() {
                            return policies;
                        }

                        @Override
                        public void onChange(
                                Consumer<? super Map<PolicyId, CompiledPolicy>> listener) {
                            listener.accept(policies);
                        }
                    };
        }

        @Override
        public void changed(String name) {
            throw new UnsupportedOperationException("Nothing changes on the request path");
        }

        @Override
        public boolean fresh() {
            return true;
        }
    }
}
