package io.vouchsafe.inference.internal.upstream;

import io.vouchsafe.inference.spi.ModelClosedException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Calls under way: closing waits for them, and none begins after it. */
final class Running implements AutoCloseable {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    <T> T call(Supplier<T> work) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new ModelClosedException();
            }
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        closed = true;
        lock.writeLock().unlock();
    }
}
