package io.vouchsafe.store.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the server's transaction manager does for a module, in a plain JVM: within {@link #call},
 * the entity managers of all units and the joined data source share one connection, which commits
 * once or rolls back when the work throws.
 *
 * <pre>
 * TestTransactions transactions =
 *         TestTransactions.on(TestDatabase.fresh()).unit("governance", Model.class, Version.class);
 * Bean bean = new Bean(transactions.entityManager(), transactions.dataSource());
 * transactions.run(() -> bean.save());
 * </pre>
 *
 * Calls nest like REQUIRED: the inner one joins the outer.
 */
public final class TestTransactions implements AutoCloseable {
    private final DataSource database;
    private final Map<String, EntityManagerFactory> units = new LinkedHashMap<>();
    private final ThreadLocal<@Nullable Running> running = new ThreadLocal<>();

    private TestTransactions(DataSource database) {
        this.database = database;
    }

    public static TestTransactions on(DataSource database) {
        return new TestTransactions(database);
    }

    /**
     * Adds a persistence unit, RESOURCE_LOCAL, migrated by the module's registered integrator and
     * then validated by Hibernate; {@code hibernate.default_schema} is the unit's name.
     */
    public TestTransactions unit(String name, Class<?>... entities) {
        units.put(name, TestUnit.open(name, dataSource(), entities));
        return this;
    }

    /** Commits when {@code work} returns; rolls back when it throws or {@link #rollbackOnly}. */
    public <T> T call(Callable<T> work) {
        if (running.get() != null) {
            return unchecked(work);
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Running transaction = new Running(connection);
            running.set(transaction);
            return transaction.around(work);
        } catch (SQLException e) {
            throw new IllegalStateException("Transaction failed", e);
        } finally {
            running.remove();
        }
    }

    /** As {@link #call}, without a value. */
    public void run(Action work) {
        this.<Object>call(
                () -> {
                    work.run();
                    return this;
                });
    }

    /** Work that may throw. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /** The running transaction will roll back. */
    public void rollbackOnly() {
        current().rollbackOnly = true;
    }

    /** True inside {@link #call}. */
    public boolean active() {
        return running.get() != null;
    }

    /** The only unit's entity manager. */
    public EntityManager entityManager() {
        if (units.size() != 1) {
            throw new IllegalStateException("Name one of " + units.keySet());
        }
        return entityManager(units.keySet().iterator().next());
    }

    /** Follows the thread's transaction, as one injected by {@code @PersistenceContext} does. */
    public EntityManager entityManager(String unit) {
        return proxy(
                EntityManager.class, (method, arguments) -> method.of(current().manager(unit)));
    }

    /**
     * Within a transaction its connection (close, commit and rollback are the transaction's own
     * affair), otherwise a new one in auto-commit mode: what a JTA data source does.
     */
    public DataSource dataSource() {
        return proxy(
                DataSource.class,
                (method, arguments) -> {
                    Running transaction = running.get();
                    if (transaction != null && method.name().equals("getConnection")) {
                        return transaction.shared();
                    }
                    return method.of(database);
                });
    }

    /** The transaction's synchronizations; interposed ones run like any other. */
    public TransactionSynchronizationRegistry registry() {
        return new Registry();
    }

    @Override
    public void close() {
        units.values().forEach(EntityManagerFactory::close);
        units.clear();
    }

    private Running current() {
        Running transaction = running.get();
        if (transaction == null) {
            throw new jakarta.persistence.TransactionRequiredException("No transaction");
        }
        return transaction;
    }

    private static <T> T unchecked(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Call {
        String name();

        @Nullable Object of(Object target) throws Exception;
    }

    private interface Handler {
        @Nullable Object handle(Call call, Object @Nullable [] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            switch (method.getName()) {
                                case "equals":
                                    return self == arguments[0];
                                case "hashCode":
                                    return System.identityHashCode(self);
                                case "toString":
                                    return "joined " + type.getSimpleName();
                                default:
                            }
                            Call call =
                                    new Call() {
                                        @Override
                                        public String name() {
                                            return method.getName();
                                        }

                                        @Override
                                        public @Nullable Object of(Object target) throws Exception {
                                            return method.invoke(target, arguments);
                                        }
                                    };
                            try {
                                return handler.handle(call, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause() == null ? e : e.getCause();
                            }
                        }));
    }

    private final class Running {
        private final Connection connection;
        private final Map<String, EntityManager> managers = new LinkedHashMap<>();
        private final List<Synchronization> synchronizations = new ArrayList<>();
        private final Map<Object, Object> resources = new HashMap<>();
        private boolean rollbackOnly;
        private int status = Status.STATUS_ACTIVE;

        Running(Connection connection) {
            this.connection = connection;
        }

        EntityManager manager(String unit) {
            return managers.computeIfAbsent(
                    unit,
                    name -> {
                        EntityManagerFactory factory = units.get(name);
                        if (factory == null) {
                            throw new IllegalStateException("No unit " + name);
                        }
                        EntityManager manager = factory.createEntityManager();
                        manager.getTransaction().begin();
                        return manager;
                    });
        }

        Connection shared() {
            return proxy(
                    Connection.class,
                    (method, arguments) ->
                            switch (method.name()) {
                                case "close", "commit", "setAutoCommit", "setReadOnly" -> null;
                                case "rollback" -> {
                                    rollbackOnly = true;
                                    yield null;
                                }
                                case "isClosed" -> false;
                                default -> method.of(connection);
                            });
        }

        <T> T around(Callable<T> work) throws SQLException {
            boolean committed = false;
            try {
                T value = unchecked(work);
                if (!rollbackOnly) {
                    List.copyOf(synchronizations).forEach(Synchronization::beforeCompletion);
                    managers.values().forEach(EntityManager::flush);
                    managers.values().forEach(manager -> manager.getTransaction().commit());
                    connection.commit();
                    committed = true;
                }
                return value;
            } finally {
                status = committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
                finish(committed);
            }
        }

        private void finish(boolean committed) throws SQLException {
            for (EntityManager manager : managers.values()) {
                if (manager.getTransaction().isActive()) {
                    manager.getTransaction().rollback();
                }
                manager.close();
            }
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
            running.remove();
            synchronizations.forEach(listener -> listener.afterCompletion(status));
        }
    }

    private final class Registry implements TransactionSynchronizationRegistry {
        @Override
        public @Nullable Object getTransactionKey() {
            return running.get();
        }

        @Override
        public void putResource(Object key, Object value) {
            required().resources.put(key, value);
        }

        @Override
        public @Nullable Object getResource(Object key) {
            return required().resources.get(key);
        }

        @Override
        public void registerInterposedSynchronization(Synchronization synchronization) {
            required().synchronizations.add(synchronization);
        }

        @Override
        public int getTransactionStatus() {
            Running transaction = running.get();
            return transaction == null ? Status.STATUS_NO_TRANSACTION : transaction.status;
        }

        @Override
        public void setRollbackOnly() {
            required().rollbackOnly = true;
        }

        @Override
        public boolean getRollbackOnly() {
            return required().rollbackOnly;
        }

        private Running required() {
            Running transaction = running.get();
            if (transaction == null) {
                throw new IllegalStateException("No transaction");
            }
            return transaction;
        }
    }
}
