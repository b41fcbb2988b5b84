package io.tributary.view;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A database whose reads and writes are steps: before each, the test may do something else, such as let another process write, or
 * die. Steps are named {@code find:orders} or {@code bulkWrite:orders}.
 */
public final class SteppedDatabase {

    /** What happens before a step, once. */
    @FunctionalInterface
    public interface Interruption {

        void happen() throws Exception;
    }

    private record Planned(String step, Interruption interruption) {}

    private final MongoDatabase real;
    private final Deque<Planned> planned = new ArrayDeque<>();

    public SteppedDatabase(MongoDatabase real) {
        this.real = real;
    }

    /** Plans something before the next step of that name; plans happen in their order. */
    public SteppedDatabase before(String step, Interruption interruption) {
        planned.add(new Planned(step, interruption));
        return this;
    }

    /** Whether everything that was planned has happened. */
    public boolean done() {
        return planned.isEmpty();
    }

    public MongoDatabase database() {
        return proxy(MongoDatabase.class, real, "");
    }

    @SuppressWarnings("unchecked")
    private <T> T proxy(Class<T> type, Object target, String name) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (type == MongoCollection.class) {
                step(method.getName() + ":" + name);
            }
            try {
                Object result = method.invoke(target, arguments);
                if (method.getName().equals("getCollection")) {
                    return proxy(MongoCollection.class, result, (String) arguments[0]);
                }
                return result instanceof MongoCollection<?> ? proxy(MongoCollection.class, result, name) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private void step(String step) throws Exception {
        Planned next = planned.peek();
        if (next != null && next.step().equals(step)) {
            planned.poll();
            next.interruption().happen();
        }
    }
}
