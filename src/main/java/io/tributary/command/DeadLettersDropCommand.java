package io.tributary.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.projection.MessageFailures;
import io.tributary.queue.DeadLetters;
import io.tributary.queue.ReceivedMessage;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.DeadLetterAccess;
import io.tributary.runtime.HomeQueue;
import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

/** Deletes dead letters, and writes out what it deletes. */
@Command(
        name = "drop",
        description = {
            "Deletes dead letters for good, and writes each before that as one line of JSON with id, time, reason and body: to standard "
                    + "output, or to a file. Asks on a terminal; elsewhere it needs --yes.",
            "Exit code 0: all are gone; 1: some are not, or were not there; 2: it could not be done."
        },
        mixinStandardHelpOptions = true)
final class DeadLettersDropCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Mixin
    DeadLetterIds ids = new DeadLetterIds();

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Append the messages to this file instead of printing them.")
    @Nullable
    Path file;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final ObjectMapper json = new ObjectMapper();
    private int dropped;

    @Override
    public Integer call() throws Exception {
        ids.check();
        try (DeadLetterAccess access = new DeadLetterAccess(options.open().definitions(), options.settings())) {
            HomeQueue home = access.queue(ids.queue);
            confirm(home);
            Optional<DeadLetters> letters = access.of(home);
            int undeleted = letters.isEmpty() ? 0 : drop(access, home, letters.get());
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%s: %,d dead %s dropped%n",
                            home.name(), dropped - undeleted, dropped - undeleted == 1 ? "letter" : "letters");
            ids.missing().forEach(id -> spec.commandLine()
                    .getErr()
                    .println("message " + id + " is not among the dead letters of " + home.name()));
            return undeleted == 0 && ids.missing().isEmpty() ? 0 : Tributary.WRONG;
        }
    }

    private void confirm(HomeQueue home) {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw new ConfigurationException("drop deletes messages for good: give --yes where nobody can be asked");
        }
        String what = ids.all ? "all dead letters" : ids.ids.size() + " dead letters";
        String answer = console.readLine("Delete %s of %s for good? [y/N] ", what, home.name());
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw new ConfigurationException("nothing was dropped");
        }
    }

    private int drop(DeadLetterAccess access, HomeQueue home, DeadLetters letters) throws Exception {
        return letters.walk(page -> {
            List<ReceivedMessage> wanted = page.stream().filter(ids::wants).toList();
            keep(lines(access, home, wanted));
            ids.saw(page);
            dropped += wanted.size();
            return new DeadLetters.Visited(wanted, ids.goOn());
        });
    }

    private List<String> lines(DeadLetterAccess access, HomeQueue home, List<ReceivedMessage> messages)
            throws IOException {
        Map<String, MessageFailures.History> reasons =
                access.reasons(home, messages.stream().map(ReceivedMessage::id).toList());
        List<String> lines = new ArrayList<>();
        for (ReceivedMessage message : messages) {
            ObjectNode node = DeadLetterJson.of(message, reasons.get(message.id()));
            node.put("queue", home.name()).put("body", message.body());
            lines.add(json.writeValueAsString(node));
        }
        return lines;
    }

    /** Returns when it is written: what is deleted after that is nowhere else. */
    private void keep(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        if (file == null) {
            lines.forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
            if (spec.commandLine().getOut().checkError()) {
                throw new IOException("standard output cannot be written; nothing of this page was dropped");
            }
            return;
        }
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }
}
