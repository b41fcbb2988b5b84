package io.tributary.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.projection.MessageFailures;
import io.tributary.queue.DeadLetters;
import io.tributary.queue.ReceivedMessage;
import io.tributary.runtime.DeadLetterAccess;
import io.tributary.runtime.HomeQueue;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts dead letters per queue, or lists those of one with their reasons. */
@Command(
        name = "list",
        description = {
            "Counts the dead letters of every queue of the home; with --queue, lists the messages with their reasons.",
            "Exit code 0: there are none; 1: there are some; 2: it could not be found out."
        },
        mixinStandardHelpOptions = true)
final class DeadLettersListCommand implements Callable<Integer> {

    private static final String NO_REASON =
            "(no reason is stored: the process that had it was killed, or lost its database)";

    @Mixin
    HomeOptions options = new HomeOptions();

    @Option(names = "--queue", paramLabel = "QUEUE", description = "A queue, topic or view, or a dead-letter queue.")
    @Nullable
    String queue;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Messages to look at in one queue, at most. Default: ${DEFAULT-VALUE}.")
    int limit = 100;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final ObjectMapper mapper = new ObjectMapper();
    private final ArrayNode result = mapper.createArrayNode();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        boolean any = false;
        try (DeadLetterAccess access = new DeadLetterAccess(options.open().definitions(), options.settings())) {
            List<HomeQueue> queues = queue == null ? access.queues() : List.of(access.queue(queue));
            for (HomeQueue one : queues) {
                access.warnings(one)
                        .forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
                any |= list(access, one, out);
            }
            if (access.unknownReasons() != null) {
                spec.commandLine().getErr().println("note: reasons are not shown: " + access.unknownReasons());
            }
        }
        if (json) {
            out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } else if (!any) {
            out.println("no dead letters");
        }
        out.flush();
        return any ? Tributary.WRONG : 0;
    }

    private boolean list(DeadLetterAccess access, HomeQueue home, PrintWriter out) throws Exception {
        Optional<DeadLetters> found = access.of(home);
        long count = found.map(letters -> letters.depth().total()).orElse(0L);
        if (count == 0) {
            return false;
        }
        DeadLetters letters = found.orElseThrow();
        List<ReceivedMessage> messages = first(letters);
        if (messages.isEmpty()) {
            // Approximate, of another queue that shares it, or in somebody else's hands.
            return false;
        }
        Map<String, MessageFailures.History> reasons =
                access.reasons(home, messages.stream().map(ReceivedMessage::id).toList());
        Instant now = Instant.now();
        add(home, letters, count, messages, reasons);
        if (!json) {
            Instant oldest = messages.stream()
                    .map(ReceivedMessage::sentAt)
                    .min(Instant::compareTo)
                    .orElse(now);
            out.printf(
                    "%s: %,d dead %s in %s, the oldest%s sent %s ago%n",
                    home.name(),
                    count,
                    count == 1 ? "letter" : "letters",
                    letters.queue(),
                    messages.size() < count ? " of the first " + messages.size() : "",
                    Age.of(oldest, now));
            if (queue != null) {
                messages.forEach(message -> print(out, message, reasons.get(message.id()), now));
            }
        }
        return true;
    }

    private List<ReceivedMessage> first(DeadLetters letters) throws Exception {
        List<ReceivedMessage> messages = new ArrayList<>();
        letters.walk(page -> {
            page.stream()
                    .limit(Math.max(0, limit - messages.size()))
                    .map(m -> new ReceivedMessage(m.id(), "", "", m.sentAt(), m.receiveCount()))
                    .forEach(messages::add);
            return new DeadLetters.Visited(List.of(), messages.size() < limit);
        });
        return messages;
    }

    private static void print(
            PrintWriter out, ReceivedMessage message, MessageFailures.@Nullable History history, Instant now) {
        out.printf(
                "  %s  sent %s ago, received %d times: %s%n",
                message.id(),
                Age.of(message.sentAt(), now),
                message.receiveCount(),
                history == null ? NO_REASON : history.reason());
    }

    private void add(
            HomeQueue home,
            DeadLetters letters,
            long count,
            List<ReceivedMessage> messages,
            Map<String, MessageFailures.History> reasons) {
        ObjectNode node = result.addObject()
                .put("queue", home.name())
                .put("deadLetterQueue", letters.queue())
                .put("deadLetters", count);
        messages.stream()
                .map(ReceivedMessage::sentAt)
                .min(Instant::compareTo)
                .ifPresent(oldest -> node.put("oldestSentAt", oldest.toString()));
        if (queue != null) {
            ArrayNode list = node.putArray("messages");
            messages.forEach(message -> list.add(DeadLetterJson.of(message, reasons.get(message.id()))));
        }
    }
}
