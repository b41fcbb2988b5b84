package io.tributary.command;

import io.tributary.definition.DefinitionException;
import io.tributary.runtime.ConfigurationException;
import java.util.TimeZone;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code java -jar tributary.jar COMMAND}. */
@Command(
        name = "tributary",
        description = "Brings data out of systems of record and keeps it ready to read.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CheckCommand.class,
            SchemaCommand.class,
            TestCommand.class,
            ExplainCommand.class,
            DraftCommand.class,
            VerifyCommand.class,
            DeadLettersCommand.class,
            RejectedCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Tributary.Version.class,
        footer = {
            "",
            "Exit codes: 0 all is well; 1 the command found something wrong (definitions, views); 2 wrong usage or settings; "
                    + "3 verify only: views are still in flight.",
            "Every setting of application.properties can be given in the environment, too: tributary.sqs.endpoint is "
                    + "TRIBUTARY_SQS_ENDPOINT."
        })
public final class Tributary {

    /** The command found something wrong. */
    public static final int WRONG = 1;

    /** Wrong usage, settings or environment. */
    public static final int USAGE = 2;

    private Tributary() {}

    public static void main(String[] arguments) {
        // JDBC drivers read times without a zone in the JVM's: there must be no hour that does not exist.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.exit(commandLine().execute(arguments));
    }

    /** The commands, ready to execute: what {@link #main} does, without ending the process. */
    public static CommandLine commandLine() {
        return new CommandLine(new Tributary())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(message(failure));
                    return failure instanceof DefinitionException ? WRONG : USAGE;
                });
    }

    /** What a person needs: the innermost message that says something, without a stack trace. */
    static String message(Throwable failure) {
        if (failure instanceof DefinitionException || failure instanceof ConfigurationException) {
            return String.valueOf(failure.getMessage());
        }
        StringBuilder message =
                new StringBuilder("tributary: ").append(failure.getMessage() == null ? failure : failure.getMessage());
        Throwable cause = failure.getCause();
        while (cause != null) {
            if (cause.getMessage() != null && message.indexOf(cause.getMessage()) < 0) {
                message.append(System.lineSeparator()).append("  caused by: ").append(cause.getMessage());
            }
            cause = cause.getCause();
        }
        return message.toString();
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Tributary.class.getPackage().getImplementationVersion();
            return new String[] {"tributary " + (version == null ? "(not packaged)" : version)};
        }
    }
}
