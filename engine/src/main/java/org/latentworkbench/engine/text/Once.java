package org.latentworkbench.engine.text;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made at first use, once. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T value;

    private Once(Supplier<T> maker) {
        this.maker = maker;
    }

    static <T> Supplier<T> of(Supplier<T> maker) {
        return new Once<>(maker);
    }

    @Override
    public T get() {
        T made = value;
        if (made != null) {
            return made;
        }
        synchronized (this) {
            T again = value;
            if (again != null) {
                return again;
            }
            T fresh = maker.get();
            value = fresh;
            return fresh;
        }
    }
}
