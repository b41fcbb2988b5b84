package io.tributary.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.projection.MessageFailures;
import io.tributary.queue.DeadLetters;
import io.tributary.queue.ReceivedMessage;
import io.tributary.runtime.DeadLetterAccess;
import io.tributary.runtime.HomeQueue;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one dead letter: why it failed, and what it holds. */
@Command(
        name = "show",
        description = {
            "Shows one dead letter: why it failed, and what it holds, decoded.",
            "Exit code 0: here it is; 1: there is no such message; 2: it could not be found out."
        },
        mixinStandardHelpOptions = true)
final class DeadLettersShowCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Parameters(index = "0", paramLabel = "QUEUE", description = "A queue, topic or view, or a dead-letter queue.")
    String queue = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The id of the message, as list prints it.")
    String id = "";

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "20",
            description = "Rows of a record batch to show, at most. Default: ${DEFAULT-VALUE}.")
    int rows = 20;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public Integer call() throws Exception {
        try (DeadLetterAccess access = new DeadLetterAccess(options.open().definitions(), options.settings())) {
            HomeQueue home = access.queue(queue);
            Optional<DeadLetters> letters = access.of(home);
            ReceivedMessage found = letters.isEmpty() ? null : find(letters.get());
            if (found == null) {
                spec.commandLine()
                        .getErr()
                        .println("there is no message " + id + " among the dead letters of " + home.name());
                return Tributary.WRONG;
            }
            show(access, home, found);
            return 0;
        }
    }

    private @Nullable ReceivedMessage find(DeadLetters letters) throws Exception {
        AtomicReference<@Nullable ReceivedMessage> found = new AtomicReference<>();
        letters.walk(page -> {
            page.stream().filter(message -> message.id().equals(id)).forEach(found::set);
            return new DeadLetters.Visited(List.of(), found.get() == null);
        });
        return found.get();
    }

    private void show(DeadLetterAccess access, HomeQueue home, ReceivedMessage message) throws Exception {
        MessageFailures.History history =
                access.reasons(home, List.of(message.id())).get(message.id());
        ObjectNode node = DeadLetterJson.of(message, history);
        node.set("holds", access.messages().describe(home, message, rows));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } else {
            print(out, access, home, message, history);
            out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node.get("holds")));
        }
        out.flush();
    }

    private static void print(
            PrintWriter out,
            DeadLetterAccess access,
            HomeQueue home,
            ReceivedMessage message,
            MessageFailures.@Nullable History history) {
        out.printf(
                "message %s of queue %s, sent %s (%s ago), received %d times%n",
                message.id(),
                home.name(),
                message.sentAt(),
                Age.of(message.sentAt(), Instant.now()),
                message.receiveCount());
        if (history != null) {
            out.printf("reason: %s%n", history.reason());
            out.printf(
                    "failed %d times from %s to %s, last in %s%n",
                    history.failures(), history.firstAt(), history.lastAt(), history.lastBy());
        } else {
            String unknown = access.unknownReasons();
            out.printf(
                    "reason: %s%n",
                    unknown == null
                            ? "none is stored: the process that had it was killed, or lost its database"
                            : "not known: " + unknown);
        }
        out.println("it holds:");
    }
}
