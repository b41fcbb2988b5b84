package io.tributary.command;

import picocli.CommandLine.Command;

/** What is done with messages that failed as a whole too often. */
@Command(
        name = "dead-letters",
        description = {
            "Lists, shows, replays and drops the messages that failed too often and were moved to a dead-letter queue.",
            "SQS shows a message only by receiving it: each look hides it from other readers of the dead-letter queue for a moment and "
                    + "counts as one receive."
        },
        subcommands = {
            DeadLettersListCommand.class,
            DeadLettersShowCommand.class,
            DeadLettersReplayCommand.class,
            DeadLettersDropCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class DeadLettersCommand {}
