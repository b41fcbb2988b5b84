package io.tributary.command;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tributary.definition.Definitions;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.explain.RecordFacts;
import io.tributary.explain.RecordText;
import io.tributary.record.MessageFormatException;
import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.Home;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what would become of a record. */
@Command(
        name = "record",
        description = {
            "Says what a record would become in each projection of its topic, and why: key, version, and per field the value as it comes and "
                    + "as it would be stored, or why it would be rejected. Nothing is sent.",
            "Exit code 0: every projection would take it; 1: one would reject it, or a definition is wrong; 2: it could not be said."
        },
        mixinStandardHelpOptions = true)
final class ExplainRecordCommand implements Callable<Integer> {

    private static final int LONGEST_RECORD = 8_000_000;

    @Mixin
    HomeOptions options = new HomeOptions();

    @Mixin
    ExplainOutput output = new ExplainOutput();

    @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic that it comes from.")
    String topic = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JSON",
            description = "The record as a JSON object, or any other message that the topic's queue takes.")
    @Nullable
    String json;

    @Option(names = "--csv-header", paramLabel = "LINE", description = "The header of a CSV file, with --csv-row.")
    @Nullable
    String header;

    @Option(names = "--csv-row", paramLabel = "LINE", description = "A row of a CSV file, in place of JSON.")
    @Nullable
    String row;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            defaultValue = ",",
            description = "What stands between two values of the CSV file, or the word tab. Default: a comma.")
    String delimiter = ",";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Home home = options.open();
        Definitions definitions = home.definitions();
        List<ProjectionDefinition> projections = definitions.ofTopic(topic);
        if (projections.isEmpty()) {
            TreeSet<String> topics = new TreeSet<>();
            definitions.projections().values().forEach(projection -> topics.add(projection.topic()));
            ExplainCommand.require("topic of a projection", topic, topics);
        }
        RecordFacts facts = RecordFacts.of(projections, home.casts(), batch());
        output.print(spec, facts, new RecordText(facts, output.width()));
        return facts.rejected() ? Tributary.WRONG : 0;
    }

    private RecordBatch batch() {
        if ((json == null) == (row == null) || (row == null) != (header == null)) {
            throw new ConfigurationException(
                    "give the record as JSON, '{\"CUST_ID\": \"42\"}', or as --csv-header and --csv-row");
        }
        return json == null ? ofCsv(values(String.valueOf(header)), values(String.valueOf(row))) : ofJson(json);
    }

    private RecordBatch ofJson(String text) {
        try {
            RecordBatch batch = new RecordBatchCodec(LONGEST_RECORD).decode(text, topic, now());
            if (batch.size() != 1) {
                throw new ConfigurationException("the message has " + batch.size() + " records; give one");
            }
            return batch;
        } catch (MessageFormatException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private RecordBatch ofCsv(List<String> columns, List<String> values) {
        if (columns.size() != values.size()) {
            throw new ConfigurationException("--csv-row has " + values.size() + " values, --csv-header "
                    + columns.size() + " columns; --delimiter says what stands between them");
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(values.toArray());
        return new RecordBatch(
                topic,
                "explain",
                "",
                now(),
                0,
                columns.stream().map(String::strip).toList(),
                rows,
                new BitSet(),
                null,
                Map.of());
    }

    private List<String> values(String line) {
        if (!delimiter.equals("tab") && delimiter.length() != 1) {
            throw new ConfigurationException("--delimiter: '" + delimiter + "' is not one character");
        }
        char separator = delimiter.equals("tab") ? '\t' : delimiter.charAt(0);
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(separator).ofCsvRecord(line)) {
            return reader.stream()
                    .findFirst()
                    .map(CsvRecord::getFields)
                    .orElseThrow(() -> new ConfigurationException("--csv-header and --csv-row may not be empty"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
