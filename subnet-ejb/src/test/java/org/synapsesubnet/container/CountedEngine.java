package org.synapsesubnet.container;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An engine that counts what is asked of it, by the question's name. */
public final class CountedEngine {

    private static final Set<Class<?>> PARTS =
            Set.of(Containers.class, Images.class, Volumes.class, Networks.class, ContainerEngine.class);

    private final Map<String, Integer> calls = new TreeMap<>();
    private final ContainerEngine engine;

    public CountedEngine(ContainerEngine engine) {
        this.engine = counted(ContainerEngine.class, engine);
    }

    public ContainerEngine engine() {
        return engine;
    }

    /** Calls so far; from now on it counts anew. */
    public synchronized Map<String, Integer> calls() {
        Map<String, Integer> sofar = new TreeMap<>(calls);
        calls.clear();
        return sofar;
    }

    /** How often this was asked since {@link #calls}. */
    public synchronized int calls(String question) {
        return calls.getOrDefault(question, 0);
    }

    private synchronized void count(String question) {
        calls.merge(question, 1, Integer::sum);
    }

    private <T> T counted(Class<T> part, T real) {
        return part.cast(Proxy.newProxyInstance(
                CountedEngine.class.getClassLoader(), new Class<?>[] {part}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(real, arguments);
                        Class<?> type = method.getReturnType();
                        if (PARTS.contains(type)) {
                            return wrapped(type, answer);
                        }
                        count(method.getName());
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }

    private <T> T wrapped(Class<T> type, Object answer) {
        return counted(type, type.cast(answer));
    }
}
