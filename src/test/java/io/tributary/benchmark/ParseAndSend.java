package io.tributary.benchmark;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The limit of parser, packing and client: one plain loop. */
final class ParseAndSend implements SourceContestant {

    @Override
    public String name() {
        return "parse and send";
    }

    @Override
    public String settings() {
        return "fastcsv, or one query with a plain ResultSet; packed like Tributary's record batches ("
                + PlainPacking.MAX_ROWS
                + " rows or about " + PlainPacking.MAX_BYTES
                + " bytes, gzip of the same level), SendMessageBatch; one thread";
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
                try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(given)) {
                    PlainPacking packing = null;
                    for (CsvRecord row : reader) {
                        if (packing == null) {
                            packing = packing(row.getFields());
                        } else {
                            packing.add(row.getFields());
                        }
                    }
                    if (packing != null) {
                        packing.flush();
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
                        send(rows);
                    }
                }
            }

            private void send(ResultSet rows) throws SQLException, IOException {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(rows.getMetaData().getColumnName(i));
                }
                PlainPacking packing = packing(columns);
                Object[] values = new Object[columns.size()];
                while (rows.next()) {
                    for (int i = 0; i < values.length; i++) {
                        values[i] = rows.getObject(i + 1);
                    }
                    packing.add(Arrays.asList(values));
                }
                packing.flush();
            }
        };
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

        PlainPacking packing(List<String> columns) {
            return new PlainPacking(lane.sqs(), url, columns);
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
