package io.tributary.command;

import picocli.CommandLine.Command;

/** What is done with records that could not be taken. */
@Command(
        name = "rejected",
        description = {
            "Lists, shows, replays and drops rejected records: those that cannot be cast, or that the database refuses. They are "
                    + "kept with reason, place in the source, and values.",
            "Works on a running system: MONGODB_URI, and for replay TRIBUTARY_SQS_ENDPOINT, say where it is."
        },
        subcommands = {
            RejectedListCommand.class,
            RejectedShowCommand.class,
            RejectedReplayCommand.class,
            RejectedDropCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class RejectedCommand {}
