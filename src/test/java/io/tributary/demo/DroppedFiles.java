package io.tributary.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What somebody believes who reads all files of a drop in the order of their names: the last line of a key wins. */
final class DroppedFiles {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    private DroppedFiles() {}

    static List<Path> named(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    static List<NamedCsvRecord> records(List<Path> files, char delimiter, Charset charset) throws IOException {
        List<NamedCsvRecord> records = new ArrayList<>();
        for (Path file : files) {
            try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                    .fieldSeparator(delimiter)
                    .detectBomHeader(charset == StandardCharsets.UTF_8)
                    .ofNamedCsvRecord(file, charset)) {
                reader.forEach(records::add);
            }
        }
        return records;
    }

    static Map<Long, CustomerRow> customers(Path folder) throws IOException {
        Map<Long, CustomerRow> customers = new TreeMap<>();
        for (NamedCsvRecord r : records(named(folder, "customers-"), ';', StandardCharsets.ISO_8859_1)) {
            CustomerRow row = customer(r);
            if (r.getField("STATUS").equals("D")) {
                customers.remove(row.id());
            } else {
                customers.put(row.id(), row);
            }
        }
        return customers;
    }

    private static CustomerRow customer(NamedCsvRecord r) {
        return new CustomerRow(
                Long.parseLong(r.getField("CUST_ID")),
                r.getField("NAME"),
                r.getField("ADDRESS"),
                Integer.parseInt(r.getField("NATION_ID")),
                r.getField("PHONE"),
                new BigDecimal(r.getField("BALANCE").replace(',', '.')),
                r.getField("SEGMENT"),
                LocalDate.parse(r.getField("SINCE"), DATE),
                r.getField("COMMENT"));
    }

    static Map<Integer, NationRow> nations(Path folder) throws IOException {
        Map<Integer, NationRow> nations = new TreeMap<>();
        for (NamedCsvRecord r : records(named(folder, "nations-"), ',', StandardCharsets.UTF_8)) {
            int id = Integer.parseInt(r.getField("NATION_ID"));
            nations.put(id, new NationRow(id, r.getField("NAME"), Integer.parseInt(r.getField("REGION_ID"))));
        }
        return nations;
    }

    static Map<List<Object>, ItemRow> items(List<byte[]> files) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] file : files) {
            all.write(file);
        }
        Map<List<Object>, ItemRow> items = new LinkedHashMap<>();
        for (ItemLayout line : ItemFiles.parse(all.toByteArray())) {
            List<Object> key = List.of(line.getOrderId(), line.getLine());
            if (line.getOp().equals("D")) {
                items.remove(key);
            } else {
                items.put(key, ItemFiles.row(line));
            }
        }
        return items;
    }
}
