package io.tributary.command;

import io.tributary.projection.KeptRecord;
import io.tributary.projection.RejectedFilter;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.RejectedAccess;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forgets rejected records that nobody needs. */
@Command(
        name = "drop",
        description = {
            "Deletes rejected records for good, and prints each before that as one line of JSON: redirect it to a file to keep them. "
                    + "The books go on counting them as rejected.",
            "Exit code 0: it is done, also where there are none; 2: it could not be done."
        },
        mixinStandardHelpOptions = true)
final class RejectedDropCommand implements Callable<Integer> {

    @Mixin
    HomeOptions options = new HomeOptions();

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids as 'rejected list' prints them.")
    List<String> ids = List.of();

    @Mixin
    RejectedFilterOptions filters = new RejectedFilterOptions();

    @Option(names = "--all", description = "All rejected records.")
    boolean all;

    @Option(names = "--yes", description = "Do it. Without this, only the number of records is said.")
    boolean yes;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        RejectedFilter filter = filters.selection(ids, all);
        try (RejectedAccess access = RejectedAccess.toDatabase(options.settings())) {
            if (!yes) {
                throw new ConfigurationException(
                        access.archive().count(filter, Integer.MAX_VALUE) + " records would be dropped; --yes does it");
            }
            PrintWriter out = spec.commandLine().getOut();
            long dropped = access.archive().drop(filter, page -> {
                page.forEach(record -> out.println(line(record)));
                if (out.checkError()) {
                    throw new IllegalStateException("what is dropped cannot be written to standard output");
                }
            });
            spec.commandLine().getErr().printf("%,d dropped%n", dropped);
            return 0;
        }
    }

    private static String line(KeptRecord record) {
        return RejectedJson.of(record).toString();
    }
}
