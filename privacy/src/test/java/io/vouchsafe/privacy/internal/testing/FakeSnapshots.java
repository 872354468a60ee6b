package io.vouchsafe.privacy.internal.testing;

import io.vouchsafe.kernel.Snapshot;
import io.vouchsafe.store.SnapshotSource;
import io.vouchsafe.store.Snapshots;
import io.vouchsafe.store.testing.TestTransactions;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Snapshots that reload at each commit, as the real ones do on the node that committed. */
public final class FakeSnapshots implements Snapshots {
    private final DataSource database;
    private final TestTransactions transactions;
    private final Map<String, Followed<?>> followed = new HashMap<>();
    private final List<String> changes = new ArrayList<>();

    public FakeSnapshots(DataSource database, TestTransactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public <T> Snapshot<T> follow(SnapshotSource<T> source) {
        Followed<T> fresh = new Followed<>(source);
        fresh.reload();
        followed.put(source.name(), fresh);
        return fresh;
    }

    @Override
    public void changed(String name) {
        if (!transactions.active()) {
            throw new IllegalStateException("No transaction");
        }
        changes.add(name);
        transactions
                .registry()
                .registerInterposedSynchronization(
                        new Synchronization() {
                            @Override
                            public void beforeCompletion() {}

                            @Override
                            public void afterCompletion(int status) {
                                Followed<?> snapshot = followed.get(name);
                                if (status == Status.STATUS_COMMITTED && snapshot != null) {
                                    snapshot.reload();
                                }
                            }
                        });
    }

    @Override
    public boolean fresh() {
        return true;
    }

    /** Names given to {@link #changed}, in order. */
    public List<String> changes() {
        return changes;
    }

    private final class Followed<T> implements Snapshot<T> {
        private final SnapshotSource<T> source;
        private final List<Consumer<? super T>> listeners = new ArrayList<>();
        private volatile T value;

        @SuppressWarnings("NullAway.Init") // reload follows
        Followed(SnapshotSource<T> source) {
            this.source = source;
        }

        void reload() {
            try (Connection connection = database.getConnection()) {
                value = source.load(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            listeners.forEach(listener -> listener.accept(value));
        }

        @Override
        public T current() {
            return value;
        }

        @Override
        public void onChange(Consumer<? super T> listener) {
            listeners.add(listener);
            listener.accept(value);
        }
    }
}
