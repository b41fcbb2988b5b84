package io.tributary.agent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.component.jdbc.JdbcConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table page by page. The route asks {@link #hasMore}, lets {@link #nextPage} write the query, runs it, and hands what
 * it gave to {@link #publishPage}; when one of these fails, {@link #failed} ends the poll and the next one starts from the
 * checkpoint. One poll runs at a time.
 */
public abstract class TableAgent extends Agent {

    private String dataSource = "";
    private String table = "";
    private List<String> key = List.of();
    private String columns = "*";
    private int pageRows = 2_000;
    private SqlPages.@Nullable PageClause clause;
    private Instant readAt = Instant.EPOCH;
    private volatile @Nullable Route route;

    /** The registry name of the data source. */
    public void setDataSource(String dataSource) {
        this.dataSource = dataSource;
    }

    /** The table or view, with its schema where that is needed. */
    public void setTable(String table) {
        this.table = SqlNames.checked("table", table);
    }

    /** The columns of a unique key, separated by commas, in the order of an index. */
    public void setKey(String key) {
        this.key = SqlNames.list("key", key);
    }

    /** The columns to read, separated by commas; the key and the version have to be among them. All if it is '*'. */
    public void setColumns(String columns) {
        this.columns = columns.trim().equals("*") ? "*" : String.join(", ", SqlNames.list("columns", columns));
    }

    /** Rows of one query, and of one checkpoint. */
    public void setPageRows(int pageRows) {
        if (pageRows < 2 || pageRows > 50_000) {
            throw wrong("pageRows", pageRows, "is not within 2 and 50000");
        }
        this.pageRows = pageRows;
    }

    @Override
    public void onInit(Route initialized) {
        super.onInit(initialized);
        route = initialized;
    }

    /** Starts a poll from what is stored. Called by the route. */
    public final void begin() throws SQLException {
        if (clause == null) {
            clause = inspect();
        }
        beginPoll();
    }

    /**
     * Whether the poll goes on; not when the route is being stopped. Called by the route, whose loop has no breakOnShutdown: Camel
     * never takes that back, and a route that is started again would read no page.
     */
    public final boolean hasMore() {
        return hasMorePages() && !isRouteStopping();
    }

    /** Whether the route is being stopped or suspended: its consumer is the first of it that is. */
    private boolean isRouteStopping() {
        Route known = route;
        return known != null
                && known.getConsumer() instanceof StatefulService consumer
                && !consumer.isStarting()
                && !consumer.isStarted();
    }

    /** Whether pages of this poll are left. */
    abstract boolean hasMorePages();

    abstract void beginPoll();

    abstract SqlPages.Query query();

    /** Publishes a page. The next page may be read before it is confirmed. */
    abstract void publish(TableRows rows);

    /** Called after the last page that this poll reads; returns when all that it published is confirmed. */
    void endPoll() {}

    /** Looks at the table once, before the first poll. */
    void inspect(Connection connection) throws SQLException {}

    /** Puts the next query into the message. Called by the route. */
    public final void nextPage(Exchange exchange) {
        requireMayRead();
        readAt = services().clock().instant();
        SqlPages.Query query = query();
        exchange.getMessage().setBody(query.sql());
        exchange.getMessage().setHeader(JdbcConstants.JDBC_PARAMETERS, query.parameters());
    }

    /** Publishes what the query gave. Called by the route. */
    @SuppressWarnings("unchecked")
    public final void publishPage(Exchange exchange) {
        List<Map<String, @Nullable Object>> rows = exchange.getMessage().getBody(List.class);
        publish(new TableRows(Objects.requireNonNull(rows, "the query gave no list of rows"), key));
    }

    /** Notes why the poll ended. Called by the route. */
    public final void failed(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (cause instanceof RejectedLimitException) {
            return;
        }
        health().waits(poll(), Objects.requireNonNullElseGet(cause, () -> new IllegalStateException("unknown")));
    }

    /** The poll came to its end. Called by the route. */
    public final void succeeded() {
        endPoll();
        health().works(poll());
    }

    private SqlPages.PageClause inspect() throws SQLException {
        DataSource source = Objects.requireNonNull(getCamelContext(), "camelContext")
                .getRegistry()
                .lookupByNameAndType(dataSource, DataSource.class);
        if (source == null) {
            throw wrong("dataSource", dataSource, "is no data source that the registry knows");
        }
        try (Connection connection = source.getConnection()) {
            inspect(connection);
            return SqlPages.PageClause.of(connection.getMetaData().getDatabaseProductName());
        }
    }

    private String poll() {
        return "poll of " + table + " in " + dataSource;
    }

    final SqlPages pages() {
        return new SqlPages(table, key, Objects.requireNonNull(clause));
    }

    /**
     * Sends rows as upserts, all of them, or throws and leaves nothing on its way. They are confirmed when {@link RecordPublisher#close} of
     * what it returns has returned.
     */
    final RecordPublisher send(List<String> names, List<@Nullable Object[]> rows) {
        RecordPublisher publisher = publisher(names);
        try {
            rows.forEach(values -> publisher.add(values, 0));
            publisher.startFlush();
            return publisher;
        } catch (RuntimeException e) {
            // Waits for what is on its way; if that fails, too, it is suppressed.
            try (publisher) {
                throw e;
            }
        }
    }

    final RecordPublisher publisher(List<String> names) {
        return publisher(new Source(name(), topic(), table, names, false), readAt);
    }

    final String table() {
        return table;
    }

    final List<String> key() {
        return key;
    }

    final List<String> keyColumns() {
        return key.stream()
                .map(column -> SqlNames.unquoted(column).toUpperCase(Locale.ROOT))
                .toList();
    }

    final String columns() {
        return columns;
    }

    final int pageRows() {
        return pageRows;
    }
}
