package io.vouchsafe.audit.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose committing statements fail when told to, before or after they took effect.
 */
public final class FaultyDataSource {
    /** What happens to a fused statement. */
    public enum Fault {
        /** Runs as it should. */
        NONE,
        /** The connection breaks before the server hears of it. */
        BEFORE,
        /** It commits, then the connection breaks before the answer. */
        AFTER,
        /** As {@link #AFTER}, and then the database stays away. */
        AFTER_THEN_AWAY,
        /** No connection can be had at all. */
        AWAY
    }

    private final DataSource real;
    private final AtomicInteger executions = new AtomicInteger();
    private volatile Fault next = Fault.NONE;
    private volatile boolean lasting;
    private volatile Runnable beforeExecute = () -> {};

    public FaultyDataSource(DataSource real) {
        this.real = real;
    }

    /** The next committing statement meets this fault, those after it none. */
    public void once(Fault fault) {
        lasting = false;
        next = fault;
    }

    /** All meet it until told otherwise. */
    public void always(Fault fault) {
        lasting = true;
        next = fault;
    }

    /** Runs on the committer's thread before each committing statement. */
    public void beforeExecute(Runnable action) {
        beforeExecute = action;
    }

    /** How many committing statements reached the server. */
    public int executions() {
        return executions.get();
    }

    public DataSource dataSource() {
        return proxy(
                DataSource.class,
                real,
                (method, arguments, result) -> {
                    if (method.getName().equals("getConnection")) {
                        if (next == Fault.AWAY) {
                            throw new SQLException("no connection", "08001");
                        }
                        return connection((Connection) Objects.requireNonNull(result.get()));
                    }
                    return result.get();
                });
    }

    private Connection connection(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, arguments, result) -> {
                    Object made = result.get();
                    boolean fused =
                            method.getName().equals("prepareStatement")
                                    && arguments != null
                                    && String.valueOf(arguments[0]).contains("UPDATE audit.head");
                    return fused ? statement(connection, (PreparedStatement) made) : made;
                });
    }

    private PreparedStatement statement(Connection connection, @Nullable PreparedStatement real) {
        return proxy(
                PreparedStatement.class,
                Objects.requireNonNull(real),
                (method, arguments, result) -> {
                    if (!method.getName().equals("executeQuery")) {
                        return result.get();
                    }
                    beforeExecute.run();
                    Fault fault = next;
                    if (!lasting) {
                        next = Fault.NONE;
                    }
                    if (fault == Fault.BEFORE || fault == Fault.AWAY) {
                        connection.abort(Runnable::run);
                        throw new SQLException("connection lost", "08006");
                    }
                    Object rows = result.get();
                    executions.incrementAndGet();
                    if (fault == Fault.AFTER_THEN_AWAY) {
                        always(Fault.AWAY);
                    }
                    if (fault != Fault.NONE) {
                        connection.abort(Runnable::run);
                        throw new SQLException("connection lost", "08006");
                    }
                    return rows;
                });
    }

    private interface Result {
        @Nullable Object get() throws Throwable;
    }

    private interface Interceptor {
        @Nullable Object call(Method method, Object @Nullable [] arguments, Result result)
                throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, Interceptor interceptor) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) ->
                                interceptor.call(
                                        method,
                                        arguments,
                                        () -> {
                                            try {
                                                return method.invoke(target, arguments);
                                            } catch (InvocationTargetException e) {
                                                throw Objects.requireNonNull(e.getCause());
                                            }
                                        })));
    }
}
