package io.tributary.draft;

import io.tributary.agent.CsvSample;
import io.tributary.definition.FieldType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drafts a projection and its agent from a sample of a CSV file. */
public final class CsvDraft {

    private final String system;
    private final int maxRows;

    /**
     * A draft of files of one system.
     *
     * @param system the first part of topics and of the names of agents
     * @param maxRows how many rows of a file are looked at
     */
    public CsvDraft(String system, int maxRows) {
        this.system = system;
        this.maxRows = maxRows;
    }

    /**
     * The draft for a file.
     *
     * @param name of the projection; null to make it of the file's name
     * @throws IllegalArgumentException if the file is no CSV with a header
     */
    public Draft of(Path file, @Nullable String name) throws IOException {
        Charset charset = CsvForm.charset(file);
        char delimiter = CsvForm.delimiter(file, charset);
        CsvSample sample = CsvSample.read(file, delimiter, '"', charset, maxRows);
        if (sample.columns().isEmpty() || sample.columns().contains("")) {
            throw new IllegalArgumentException(file + " has no header that names every column");
        }
        String fileName = String.valueOf(file.getFileName());
        String projection = name == null ? DraftNames.projection(fileName.replaceFirst("[.][^.]*$", "")) : name;
        ProjectionDraft draft = projection(projection, fileName, sample);
        Map<String, String> files = new LinkedHashMap<>();
        files.put(draft.file(), FirstRow.with(draft, sample.columns(), rows(sample)));
        String agent = system + "-" + projection;
        files.put("agents/" + agent + ".camel.yaml", agent(agent, draft, delimiter, charset));
        return new Draft(
                files,
                Map.of(),
                List.of(
                        "the test holds a row of the file: replace what is personal before you share it",
                        "put files into drop/" + projection + " of the home; the agent moves them to .done"));
    }

    private ProjectionDraft projection(String name, String fileName, CsvSample sample) {
        List<String> columns = sample.columns();
        List<String> fieldNames = DraftNames.fields(columns);
        List<DraftField> fields = new ArrayList<>();
        List<Boolean> canBeKey = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            Guess guess = TextGuess.of(
                    columns.get(i),
                    sample.rows().stream().map(row -> row.get(column)).toList());
            fields.add(new DraftField(
                    fieldNames.get(i), columns.get(i), guess.type(), guess.options(), List.of(guess.note())));
            canBeKey.add(FieldType.ofYamlName(guess.type()).canBeKey());
        }
        KeyGuess key = KeyGuess.of(columns, sample.rows(), canBeKey);
        String odd = sample.odd() == 0
                ? ""
                : "%,d rows were passed over: they have another number of values, or bytes that are none of the charset"
                        .formatted(sample.odd());
        return new ProjectionDraft(
                name,
                system + "." + name,
                List.of(
                        "Drafted from %,d rows of %s. Every guess says how sure it is; read them all."
                                .formatted(sample.rows().size(), fileName),
                        odd),
                key.columns().stream().map(fieldNames::get).toList(),
                key.notes(),
                null,
                VersionGuess.forFiles(fields),
                fields);
    }

    private static String agent(String agent, ProjectionDraft draft, char delimiter, Charset charset) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("topic", draft.topic());
        parameters.put("directory", "{{tributary.home}}/drop/" + draft.name());
        parameters.put("include", ".*[.]csv");
        if (delimiter != ',') {
            parameters.put("delimiter", delimiter == '\t' ? "tab" : String.valueOf(delimiter));
        }
        if (!charset.name().equals("UTF-8")) {
            parameters.put("charset", charset.name());
        }
        return new AgentYaml(List.of(
                        "Drafted. Files come into the folder below, each complete or under another name until it is."))
                .instance("csv-agent", agent, parameters)
                .toString();
    }

    private static List<@Nullable Object[]> rows(CsvSample sample) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        sample.rows().forEach(row -> rows.add(row.toArray()));
        return rows;
    }
}
