package io.tributary.command;

import io.tributary.docs.GeneratedPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** docs/reference/commands.md is what {@code --help} prints. */
class CommandsReferenceTest {

    @Test
    void the_page_says_what_help_says() throws IOException {
        CommandLine tributary = Tributary.commandLine();
        StringBuilder page = new StringBuilder("# Commands\n\n`java -jar target/tributary.jar COMMAND`\n\n");
        page.append(block(tributary));
        tributary.getSubcommands().forEach((name, command) -> {
            page.append("\n## ").append(name).append("\n\n").append(block(command));
            command.getSubcommands().forEach((part, below) -> page.append("\n### ")
                    .append(name + " " + part)
                    .append("\n\n")
                    .append(block(below)));
        });
        GeneratedPage.check(Path.of("docs/reference/commands.md"), page.toString(), CommandsReferenceTest.class);
    }

    private static String block(CommandLine command) {
        String usage =
                command.getUsageMessage(Ansi.OFF).replaceAll("(?m)[ \\t]+$", "").strip();
        return "```text\n" + usage.replace(System.lineSeparator(), "\n") + "\n```\n";
    }
}
