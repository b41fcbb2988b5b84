package io.tributary.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What most senders do: each row is a JSON object, and each object a SendMessage, one after the other. */
final class OneMessagePerRow implements SourceContestant {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "one message per row";
    }

    @Override
    public String settings() {
        return "fastcsv, or one query with a plain ResultSet; each row a JSON object in a SendMessage of its own; one thread";
    }

    @Override
    public String lacks() {
        return "no checks of widths, charset, quotes and sizes, no checkpoint, no sequences, no rejected rows, no retries";
    }

    @Override
    public Sending ofFiles(Lane lane, SourceRows rows) {
        return new Loop(lane) {
            @Override
            public void send(Path given, int first, int end) throws IOException {
                try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(given)) {
                    for (NamedCsvRecord row : reader) {
                        send(row.getFieldsAsMap());
                    }
                }
            }
        };
    }

    @Override
    public Sending ofTable(Lane lane, OrderTable table) {
        return new Loop(lane) {
            @Override
            public void send(Path given, int first, int end) throws SQLException, IOException {
                try (Connection connection = table.dataSource().getConnection();
                        PreparedStatement query = connection.prepareStatement(
                                "SELECT * FROM " + OrderTable.NAME + " WHERE " + OrderTable.KEY + " >= ? ORDER BY "
                                        + OrderTable.VERSION + ", " + OrderTable.KEY)) {
                    query.setInt(1, first);
                    try (ResultSet rows = query.executeQuery()) {
                        while (rows.next()) {
                            send(row(rows));
                        }
                    }
                }
            }
        };
    }

    private static Map<String, Object> row(ResultSet rows) throws SQLException {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            Object value = rows.getObject(i);
            row.put(rows.getMetaData().getColumnName(i), value instanceof Number ? value : value.toString());
        }
        return row;
    }

    private abstract static class Loop implements Sending {
        private final Lane lane;
        private final String queue;
        private final String url;

        Loop(Lane lane) {
            this.lane = lane;
            this.queue = lane.id() + "-orders";
            this.url = lane.sqs().createQueue(r -> r.queueName(queue)).queueUrl();
        }

        void send(Map<String, ?> row) throws IOException {
            String body = JSON.writeValueAsString(row);
            lane.sqs().sendMessage(r -> r.queueUrl(url).messageBody(body));
        }

        @Override
        public String queue() {
            return queue;
        }

        @Override
        public void close() {
            // Nothing runs.
        }
    }
}
