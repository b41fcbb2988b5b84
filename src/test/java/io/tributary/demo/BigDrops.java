package io.tributary.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What systems of record do now and then and {@link LiveChanges} does not: change all rows at once, leave a file twice, and leave rows
 * that are wrong. To be called by the thread that makes the changes, so that nothing is written in between.
 */
public final class BigDrops {

    private static final String BAD_CUSTOMERS = """
            CUST_ID;NAME;ADDRESS;NATION_ID;PHONE;BALANCE;SEGMENT;SINCE;STATUS;COMMENT
            1;Bad Date;Nowhere;1;1;0,00;BUILDING;31/02/2000;A;
            2;Bad Balance;Nowhere;1;1;zero;BUILDING;28/02/2000;A;
            3;Too Short;Nowhere
            """;
    private static final String BAD_ITEMS = "U this is no line of items\n";

    private final TradingCompany company;
    private int badFiles;

    public BigDrops(TradingCompany company) {
        this.company = company;
    }

    /** A file of a drop. */
    public record Dropped(Path file, long rows) {}

    /** The CRM leaves a file of all its customers, each with this comment, the whole list again until there are so many rows. */
    public Dropped allCustomers(String comment, int leastRows) {
        TruthTables truth = new TruthTables(company.connect(), true);
        try (Sql sql = company.connect()) {
            sql.update("UPDATE TRUTH.CUSTOMERS SET COMMENT = ?", comment);
            List<Long> ids = sql.list("SELECT CUST_ID FROM TRUTH.CUSTOMERS ORDER BY CUST_ID", row -> row.getLong(1));
            DropWriter writer = company.customerWriter(Integer.MAX_VALUE);
            int times = (leastRows - 1) / Math.max(1, ids.size()) + 1;
            for (int i = 0; i < times; i++) {
                ids.forEach(
                        id -> writer.write(CsvForm.customer(truth.customer(id).orElseThrow(), false)));
            }
            writer.flush();
            return new Dropped(
                    newest(company.crmDirectory(), "customers-\\d{8}\\.csv").orElseThrow(), (long) ids.size() * times);
        }
    }

    /** All orders get this clerk, at one and the same time; returns how many there are. */
    public int allOrders(String clerk) {
        try (Sql sql = company.connect()) {
            return sql.update(
                    "UPDATE ORDERS SET CLERK = ?, UPDATED_AT = ?",
                    clerk,
                    company.clock().next());
        }
    }

    /** The last file of customers, or of items, is left once more, after the first and before any other. */
    public boolean lastFileAgain(boolean ofItems) throws IOException {
        Path folder = ofItems ? company.ftpDirectory() : company.crmDirectory();
        Optional<Path> last = newest(folder, ofItems ? "items-\\d{8}\\.txt" : "customers-\\d{8}\\.csv");
        if (last.isEmpty()) {
            return false;
        }
        String name = last.get().getFileName().toString();
        int dot = name.lastIndexOf('.');
        String again = name.substring(0, dot) + "-again" + System.nanoTime() + name.substring(dot);
        Path hidden = folder.resolve("." + again + ".part");
        try {
            Files.copy(last.get(), hidden);
        } catch (IOException e) {
            // The agent has just moved it.
            return false;
        }
        Files.move(hidden, folder.resolve(again));
        return true;
    }

    /** A file with rows that cannot be cast or not even be split; returns how many. */
    public Dropped badRows(boolean ofItems) throws IOException {
        Path folder = ofItems ? company.ftpDirectory() : company.crmDirectory();
        String name = (ofItems ? "items-bad-%d.txt" : "customers-bad-%d.csv").formatted(++badFiles);
        Path hidden = folder.resolve("." + name + ".part");
        Files.writeString(hidden, ofItems ? BAD_ITEMS : BAD_CUSTOMERS);
        Files.move(hidden, folder.resolve(name));
        return new Dropped(folder.resolve(name), ofItems ? 1 : 3);
    }

    private static Optional<Path> newest(Path folder, String name) {
        try (Stream<Path> here = Files.list(folder);
                Stream<Path> done =
                        Files.exists(folder.resolve(".done")) ? Files.list(folder.resolve(".done")) : Stream.empty()) {
            return Stream.concat(here, done)
                    .filter(file -> file.getFileName().toString().matches(name))
                    .max((a, b) -> a.getFileName().compareTo(b.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
