package io.tributary.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.api.ErrorCode;

/**
 * The systems of record of a trading company, with TPC-H's data in the forms that legacy systems leave it: customers, nations and
 * regions as CSV files in folders, orders, parts and suppliers in a database, line items as fixed-length files behind FTP.
 *
 * <p>Rows are generated as they are written, so that memory does not grow with the scale. The database is a file that other
 * processes can open too, while this one lives.
 */
public final class TradingCompany implements AutoCloseable {

    private static final int CUSTOMERS_PER_FILE = 50_000;
    private static final int ITEMS_PER_FILE = 100_000;
    private static final int ITEMS_PER_ORDER = 4;
    private static final int LEAST_FILES = 4;
    private static final String USER = "sa";

    static {
        // H2 serves its file to other processes, and would listen on every address of the machine.
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
    }

    private final Path directory;
    private final TpchData data;
    private final Map<String, AtomicLong> rows = new LinkedHashMap<>();
    private final String ftpPassword = UUID.randomUUID().toString();
    private final UpdateClock clock = new UpdateClock(Clock.systemUTC());
    private final boolean withTruth;
    private final FileDrop customers;
    private final FileDrop nations;
    private final FileDrop regions;
    private final FileDrop items;
    private final Sql sql;
    private final FtpFolder ftp;

    private TradingCompany(Path directory, double scale, boolean withTruth) throws IOException {
        this.directory = directory;
        this.withTruth = withTruth;
        data = new TpchData(scale);
        customers = new FileDrop(fresh("crm"), "customers", ".csv");
        nations = new FileDrop(fresh("geo"), "nations", ".csv");
        regions = new FileDrop(geoDirectory(), "regions", ".csv");
        items = new FileDrop(fresh("ftp"), "items", ".txt");
        fresh("erp");
        sql = connect();
        ftp = new FtpFolder(ftpDirectory(), ftpUser(), ftpPassword);
    }

    /** As {@link #create(Path, double, boolean)}, without the tables of truth. */
    public static TradingCompany create(Path directory, double scale) throws IOException {
        return create(directory, scale, false);
    }

    /**
     * Generates the company into the directory's {@code crm}, {@code geo}, {@code erp} and {@code ftp}, and starts the FTP server.
     *
     * @param scale     TPC-H's: 1 is 1,500,000 orders; from 0.0001 to 10
     * @param withTruth whether the database also keeps what the files say, for {@link LiveChanges#randomChanges} and comparisons
     * @throws IOException if a folder cannot be written, or is not empty
     */
    public static TradingCompany create(Path directory, double scale, boolean withTruth) throws IOException {
        TradingCompany company = new TradingCompany(directory, scale, withTruth);
        try {
            company.generate();
            return company;
        } catch (RuntimeException e) {
            company.close();
            throw e;
        }
    }

    private Path fresh(String name) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new IOException(
                        folder + " is not empty; the company needs a directory of its own: delete it, or name another");
            }
        }
        return folder;
    }

    private void generate() {
        ErpTables erp = new ErpTables(sql, clock);
        erp.create();
        counter("erp.orders").addAndGet(erp.loadOrders(data));
        counter("erp.part").addAndGet(erp.loadParts(data));
        counter("erp.supplier").addAndGet(erp.loadSuppliers(data));
        TruthTables truth = new TruthTables(sql, withTruth);
        truth.create();
        truth.load(data);
        writeFiles();
    }

    private void writeFiles() {
        DropWriter geo = regionWriter();
        data.regions().map(CsvForm::region).forEach(geo::write);
        geo.flush();
        DropWriter nation = nationWriter();
        data.nations().map(CsvForm::nation).forEach(nation::write);
        nation.flush();
        DropWriter crm = customerWriter(CUSTOMERS_PER_FILE);
        data.customers().map(c -> CsvForm.customer(c, false)).forEach(crm::write);
        crm.flush();
        int estimate = data.orderCount() * ITEMS_PER_ORDER;
        DropWriter logistics = itemWriter(Math.min(ITEMS_PER_FILE, estimate / LEAST_FILES + 1));
        ItemLine line = new ItemLine();
        data.items().map(line::upsert).forEach(logistics::write);
        logistics.flush();
    }

    DropWriter customerWriter(int rowsPerFile) {
        return new DropWriter(customers, CsvForm.customerHeader(), rowsPerFile, counter("crm.customer"));
    }

    DropWriter nationWriter() {
        return new DropWriter(nations, CsvForm.nationHeader(), Integer.MAX_VALUE, counter("geo.nation"));
    }

    private DropWriter regionWriter() {
        return new DropWriter(regions, CsvForm.regionHeader(), Integer.MAX_VALUE, counter("geo.region"));
    }

    DropWriter itemWriter(int rowsPerFile) {
        return new DropWriter(items, new byte[0], rowsPerFile, counter("logistics.item"));
    }

    private AtomicLong counter(String topic) {
        synchronized (rows) {
            return rows.computeIfAbsent(topic, t -> new AtomicLong());
        }
    }

    /**
     * Per topic the rows that have been written: of files every row, also of later drops; of tables the rows of the first load.
     */
    public Map<String, Long> rows() {
        Map<String, Long> counts = new LinkedHashMap<>();
        synchronized (rows) {
            rows.forEach((topic, count) -> counts.put(topic, count.get()));
        }
        return counts;
    }

    /** Changes to the systems, the same for the same seed. Close it before the company. */
    public LiveChanges liveChanges(long seed) {
        return new LiveChanges(this, connect(), seed);
    }

    Sql connect() {
        return Sql.connect(jdbcUrl(), jdbcUser(), jdbcPassword());
    }

    TpchData data() {
        return data;
    }

    UpdateClock clock() {
        return clock;
    }

    boolean withTruth() {
        return withTruth;
    }

    /** Where {@code customers-*.csv} appear. */
    public Path crmDirectory() {
        return directory.resolve("crm");
    }

    /** Where {@code nations-*.csv} and {@code regions-*.csv} appear. */
    public Path geoDirectory() {
        return directory.resolve("geo");
    }

    /** The home of the FTP user, where {@code items-*.txt} appear. */
    public Path ftpDirectory() {
        return directory.resolve("ftp");
    }

    /** The database of ORDERS, PART and SUPPLIER; any process of this machine may use it. */
    public String jdbcUrl() {
        return "jdbc:h2:file:" + directory.toAbsolutePath().resolve("erp").resolve("erp")
                + ";AUTO_SERVER=TRUE;CACHE_SIZE=32768";
    }

    public String jdbcUser() {
        return USER;
    }

    public String jdbcPassword() {
        return "";
    }

    /** The port of the FTP server on 127.0.0.1. */
    public int ftpPort() {
        return ftp.port();
    }

    public String ftpUser() {
        return "logistics";
    }

    /** The password of this run; there is a new one with every company. */
    public String ftpPassword() {
        return ftpPassword;
    }

    /** Stops the FTP server and the database; the files stay. */
    @Override
    public void close() {
        ftp.close();
        try {
            sql.update("SHUTDOWN");
        } catch (IllegalStateException e) {
            // On SIGTERM the database's own shutdown hook may have been quicker.
            if (!(e.getCause() instanceof SQLException cause
                    && cause.getErrorCode() == ErrorCode.DATABASE_CALLED_AT_SHUTDOWN)) {
                throw e;
            }
        }
        sql.close();
    }
}
