package io.vouchsafe.rest.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A module's face that remembers its calls and answers as it was told; a call untold of fails. */
public final class RecordedFace<T> implements InvocationHandler {
    /** One call. */
    public record Call(String method, List<@Nullable Object> arguments) {}

    private final Class<T> face;
    private final Map<String, Object> answers = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();

    public RecordedFace(Class<T> face) {
        this.face = face;
    }

    public T face() {
        return face.cast(
                Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, this));
    }

    /** What a method returns from now on; an exception is thrown instead. */
    public RecordedFace<T> answer(String method, Object answer) {
        if (Arrays.stream(face.getMethods()).noneMatch(known -> known.getName().equals(method))) {
            throw new IllegalArgumentException(face + " has no method " + method);
        }
        answers.put(method, answer);
        return this;
    }

    public List<Call> calls() {
        return calls;
    }

    /** Arguments of the only call. */
    public List<@Nullable Object> only(String method) {
        if (calls.size() != 1 || !calls.get(0).method().equals(method)) {
            throw new AssertionError(
                    "Expected one call of " + method + ", but there were " + calls);
        }
        return calls.get(0).arguments();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        calls.add(
                new Call(
                        method.getName(),
                        arguments == null ? List.of() : Arrays.asList(arguments)));
        Object answer = Objects.requireNonNull(answers.get(method.getName()), method::toString);
        if (answer instanceof Throwable failure) {
            throw failure;
        }
        return answer;
    }
}
