package io.tributary.agent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jdbc.JdbcConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.h2.jdbcx.JdbcDataSource;

/** A table in H2, and polls of an agent with the steps of its route: the query runs through camel-jdbc. */
final class TableFixture implements AutoCloseable {

    final Fixture fixture;
    final Connection connection;
    final CamelContext context = new DefaultCamelContext();

    TableFixture(String topic, String... ddl) throws SQLException {
        fixture = new Fixture(topic);
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        connection = source.getConnection();
        for (String statement : ddl) {
            execute(statement);
        }
        context.getRegistry().bind("erp", source);
        context.start();
    }

    <T extends TableAgent> T agent(T agent, String name, String table, String key) {
        agent.setCamelContext(context);
        agent.setServices(fixture.services());
        agent.setName(name);
        agent.setTopic("erp.orders");
        agent.setDataSource("erp");
        agent.setTable(table);
        agent.setKey(key);
        return agent;
    }

    void execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    /** What the route does with each tick of its timer. */
    void poll(TableAgent agent) {
        try {
            agent.begin();
            while (agent.hasMore()) {
                page(agent);
            }
            agent.succeeded();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the route does with each page. */
    void page(TableAgent agent) {
        DefaultExchange exchange = new DefaultExchange(context);
        agent.nextPage(exchange);
        Object rows = context.createProducerTemplate()
                .requestBodyAndHeader(
                        "jdbc:erp?useHeadersAsParameters=true&resetAutoCommit=false",
                        exchange.getMessage().getBody(),
                        JdbcConstants.JDBC_PARAMETERS,
                        exchange.getMessage().getHeader(JdbcConstants.JDBC_PARAMETERS));
        exchange.getMessage().setBody(rows);
        agent.publishPage(exchange);
    }

    /** The rows that were sent since the last call. */
    List<FakeQueue.Row> sent() {
        List<FakeQueue.Row> rows = fixture.queue.rows();
        fixture.queue.clear();
        return rows;
    }

    /** The table as it is: the values of each row, by its key. */
    Map<String, String> table(String table, String... key) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
            while (result.next()) {
                Map<String, Object> values = new TreeMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.put(result.getMetaData().getColumnLabel(i), SourceValues.of(result.getObject(i)));
                }
                rows.put(Replica.key(values, key), values.toString());
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        context.stop();
        connection.close();
    }
}
