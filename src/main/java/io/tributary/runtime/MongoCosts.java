package io.tributary.runtime;

import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Counts what MongoDB is asked to do: commands by kind, and the documents that they wrote. One bulk is one command for each kind of write in
 * it. Safe for many threads; looks at what is answered only, since reading what is sent would cost each write.
 */
public final class MongoCosts implements CommandListener {

    /** A kind of command. */
    public enum Command {
        FIND("find"),
        GET_MORE("getMore"),
        AGGREGATE("aggregate"),
        INSERT("insert"),
        UPDATE("update"),
        DELETE("delete"),
        /** All else: indexes, health. */
        OTHER("other");

        private static final Map<String, Command> BY_NAME =
                Arrays.stream(values()).collect(Collectors.toMap(Command::id, Function.identity()));

        private final String id;

        Command(String id) {
            this.id = id;
        }

        /** The name that the server gives it. */
        public String id() {
            return id;
        }

        private boolean writes() {
            return this == INSERT || this == UPDATE || this == DELETE;
        }

        private static Command of(String name) {
            return BY_NAME.getOrDefault(name, OTHER);
        }
    }

    private final Map<Command, LongAdder> operations = new EnumMap<>(Command.class);
    private final Map<Command, LongAdder> documents = new EnumMap<>(Command.class);

    public MongoCosts() {
        for (Command command : Command.values()) {
            operations.put(command, new LongAdder());
            documents.put(command, new LongAdder());
        }
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        Command command = Command.of(event.getCommandName());
        count(operations, command, 1);
        if (command.writes()) {
            count(documents, command, written(event.getResponse()));
        }
    }

    @Override
    public void commandFailed(CommandFailedEvent event) {
        count(operations, Command.of(event.getCommandName()), 1);
    }

    private static long written(BsonDocument answer) {
        BsonValue n = answer.get("n");
        return n != null && n.isNumber() ? n.asNumber().longValue() : 0;
    }

    /** Commands of one kind. */
    public long operations(Command command) {
        return sum(operations, command);
    }

    /** Commands of all kinds. */
    public long operations() {
        return operations.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Documents that commands of this kind inserted, found and updated, or deleted. */
    public long documents(Command command) {
        return sum(documents, command);
    }

    /** Documents that were written, by all kinds of commands. */
    public long documents() {
        return documents.values().stream().mapToLong(LongAdder::sum).sum();
    }

    @SuppressWarnings("NullAway") // every command has its counts from the constructor on
    private static void count(Map<Command, LongAdder> counts, Command command, long more) {
        counts.get(command).add(more);
    }

    @SuppressWarnings("NullAway")
    private static long sum(Map<Command, LongAdder> counts, Command command) {
        return counts.get(command).sum();
    }
}
