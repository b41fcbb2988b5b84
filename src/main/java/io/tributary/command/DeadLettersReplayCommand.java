package io.tributary.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.queue.DeadLetters;
import io.tributary.queue.Replay;
import io.tributary.runtime.DeadLetterAccess;
import io.tributary.runtime.HomeQueue;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends dead letters back to the queue they came from. */
@Command(
        name = "replay",
        description = {
            "Sends dead letters back to the queue they came from, with the version that their records had: what is newer stays. A message is "
                    + "deleted from the dead letters when its queue has confirmed it; one that would fail again stays.",
            "Exit code 0: all are back in their queue; 1: some are not; 2: it could not be done."
        },
        mixinStandardHelpOptions = true)
final class DeadLettersReplayCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Mixin
    DeadLetterIds ids = new DeadLetterIds();

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        ids.check();
        try (DeadLetterAccess access = new DeadLetterAccess(options.open().definitions(), options.settings())) {
            HomeQueue home = access.queue(ids.queue);
            Replay replay = access.replay(home, ids::wants);
            Optional<DeadLetters> letters = access.of(home);
            int undeleted = letters.isEmpty() ? 0 : replay(letters.get(), replay);
            report(home, replay, undeleted);
            return replay.left() == 0 && ids.missing().isEmpty() ? 0 : Tributary.WRONG;
        }
    }

    private int replay(DeadLetters letters, Replay replay) throws Exception {
        try {
            return letters.walk(page -> {
                ids.saw(page);
                return new DeadLetters.Visited(replay.visit(page).done(), ids.goOn());
            });
        } catch (Exception e) {
            spec.commandLine().getErr().println(replay.sent() + " messages were replayed before it failed");
            throw e;
        }
    }

    private void report(HomeQueue home, Replay replay, int undeleted) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(node(home, replay)));
        } else {
            out.printf(
                    "%s: %,d %s replayed, %,d left%n",
                    home.name(), replay.sent(), replay.sent() == 1 ? "message" : "messages", replay.left());
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        replay.refused().forEach((id, why) -> err.println("message " + id + " stays: " + why));
        ids.missing().forEach(id -> err.println("message " + id + " is not among the dead letters of " + home.name()));
        if (undeleted > 0) {
            err.println(undeleted + " of them could not be deleted from the dead letters and can be dropped there;"
                    + " a second replay would do no harm");
        }
    }

    private ObjectNode node(HomeQueue home, Replay replay) {
        ObjectNode node = new ObjectMapper()
                .createObjectNode()
                .put("queue", home.name())
                .put("replayed", replay.sent())
                .put("left", replay.left());
        ObjectNode refused = node.putObject("reasons");
        replay.refused().forEach(refused::put);
        ArrayNode missing = node.putArray("missing");
        ids.missing().forEach(missing::add);
        return node;
    }
}
