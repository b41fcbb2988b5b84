package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.tributary.projection.BsonValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A company of two customers and three orders, and the documents that a careful person wrote for it. */
class SqlOracleTest {

    @TempDir
    Path directory;

    TradingCompany company;
    MongoServer server;
    MongoClient client;
    MongoDatabase database;
    SqlOracle oracle;

    @BeforeEach
    void write() throws IOException {
        company = TradingCompany.create(directory, 0.0001, true);
        try (Sql sql = company.connect()) {
            SMALL_COMPANY.lines().filter(l -> !l.isBlank()).forEach(sql::update);
        }
        server = new MongoServer(new MemoryBackend());
        client = MongoClients.create(server.bindAndGetConnectionString());
        database = client.getDatabase("views");
        customers().insertMany(List.of(Document.parse(ANNA), Document.parse(BERT)));
        orders().insertMany(List.of(Document.parse(ORDER_10), Document.parse(ORDER_11), Document.parse(ORDER_12)));
        oracle = new SqlOracle(company);
    }

    @AfterEach
    void close() {
        oracle.close();
        client.close();
        server.shutdownNow();
        company.close();
    }

    private MongoCollection<Document> customers() {
        return database.getCollection("test-customer_360");
    }

    private MongoCollection<Document> orders() {
        return database.getCollection("test-order_overview");
    }

    private List<String> differences() {
        return oracle.differences(database, "test-");
    }

    @Test
    void right_documents_differ_in_nothing() {
        assertThat(differences()).isEmpty();
    }

    @Test
    void many_pages_of_documents_are_compared_and_one_wrong_value_in_them_is_found() throws IOException {
        try (TradingCompany large = TradingCompany.create(directory.resolve("large"), 0.0005, true);
                LiveChanges changes = large.liveChanges(7);
                SqlOracle sql = new SqlOracle(large)) {
            changes.randomChanges(300);
            for (String view : List.of("customer_360", "order_overview")) {
                sql.view(view)
                        .documents(Long.MIN_VALUE, Long.MAX_VALUE)
                        .forEach((key, document) ->
                                database.getCollection(view).insertOne(((Document) bson(document)).append("_id", key)));
            }
            assertThat(database.getCollection("order_overview").countDocuments())
                    .isGreaterThan(600);
            assertThat(sql.differences(database, "")).isEmpty();
            database.getCollection("order_overview")
                    .updateOne(Filters.gt("orderId", 2_000L), Updates.set("priority", "wrong"));
            assertThat(sql.differences(database, ""))
                    .singleElement()
                    .asString()
                    .contains(".priority: expected '")
                    .endsWith("but found 'wrong' (String)");
        }
    }

    private static Object bson(Object value) {
        if (value instanceof Map<?, ?> map) {
            Document document = new Document();
            map.forEach((name, v) -> document.append((String) name, bson(v)));
            return document;
        }
        return value instanceof List<?> list
                ? list.stream().map(SqlOracleTest::bson).toList()
                : BsonValues.toBson(value);
    }

    @Test
    void a_missing_document_is_seen() {
        customers().deleteOne(Filters.eq("_id", 2L));
        orders().updateOne(Filters.eq("_id", 11L), Updates.set("_meta.deletedAt", new Date()));
        assertThat(differences())
                .containsExactly("customer_360 2: missing", "order_overview 11: missing (a tombstone)");
    }

    @Test
    void a_surplus_document_is_seen_and_a_tombstone_is_none() {
        customers().insertOne(new Document("_id", 9L).append("name", "Nobody"));
        orders().insertOne(new Document("_id", 9L).append("_meta", new Document("deletedAt", new Date())));
        assertThat(differences()).containsExactly("customer_360 9: surplus");
    }

    @Test
    void a_different_field_is_seen_with_its_path() {
        customers().updateOne(Filters.eq("_id", 1L), Updates.set("orders.1.items.0.quantity", 4));
        customers().updateOne(Filters.eq("_id", 1L), Updates.set("contact.phone", "2"));
        assertThat(differences())
                .containsExactly(
                        "customer_360 1.contact.phone: expected '1-1' (String) but found '2' (String)",
                        "customer_360 1.orders[1].items[0].quantity: expected 3 (Integer) but found 4 (Integer)");
    }

    @Test
    void a_surplus_field_a_null_and_a_lost_one_are_seen() {
        orders().updateOne(Filters.eq("_id", 10L), Updates.set("clerk", "x"));
        orders().updateOne(Filters.eq("_id", 10L), Updates.set("items.1.part", null));
        orders().updateOne(Filters.eq("_id", 10L), Updates.unset("itemCount"));
        assertThat(differences())
                .containsExactly(
                        "order_overview 10.clerk: expected nothing but found 'x' (String)",
                        "order_overview 10.itemCount: expected 2 (Long) but found nothing",
                        "order_overview 10.items[1].part: expected nothing but found null");
    }

    @Test
    void a_shorter_array_and_another_order_of_it_are_seen() {
        customers().updateOne(Filters.eq("_id", 1L), Updates.popLast("orders"));
        assertThat(differences())
                .singleElement()
                .asString()
                .startsWith("customer_360 1.orders: expected 2 elements but found 1");
    }

    @Test
    void a_double_is_no_decimal() {
        orders().deleteOne(Filters.eq("_id", 12L));
        orders().insertOne(Document.parse(ORDER_12).append("total", 3.5));
        assertThat(differences())
                .containsExactly("order_overview 12.total: expected 3.50 (BigDecimal) but found 3.5 (Double)");
    }

    @Test
    void another_day_is_seen() {
        customers().updateOne(Filters.eq("_id", 2L), Updates.set("since", new Date(1)));
        assertThat(differences()).singleElement().asString().startsWith("customer_360 2.since: expected 2001-02-03");
    }

    private static final String SMALL_COMPANY = """
            DELETE FROM TRUTH.CUSTOMERS
            DELETE FROM TRUTH.ITEMS
            DELETE FROM ORDERS
            DELETE FROM PART
            DELETE FROM SUPPLIER
            INSERT INTO TRUTH.CUSTOMERS VALUES (1, 'Anna', 'Rue 1', 7, '1-1', 10.50, 'BUILDING', DATE '2000-02-29', 'x')
            INSERT INTO TRUTH.CUSTOMERS VALUES (2, 'Bert', 'Rue 2', 99, '2-2', -3, 'MACHINERY', DATE '2001-02-03', 'y')
            INSERT INTO ORDERS VALUES (10, 1, 'O', 100.00, DATE '1996-01-02', '1-URGENT', 'c', TIMESTAMP '2026-01-01 00:00:00', '')
            INSERT INTO ORDERS VALUES (11, 1, 'F', 20.25, DATE '1995-01-02', '5-LOW', 'c', TIMESTAMP '2026-01-01 00:00:00', '')
            INSERT INTO ORDERS VALUES (12, 77, 'F', 3.50, DATE '1995-01-02', '5-LOW', 'c', TIMESTAMP '2026-01-01 00:00:00', '')
            INSERT INTO TRUTH.ITEMS VALUES (10, 1, 5, 6, 3, 9.90, 0.01, DATE '1996-02-01', 'AIR')
            INSERT INTO TRUTH.ITEMS VALUES (10, 2, 55, 66, 2, 1.00, 0.01, NULL, 'SHIP')
            INSERT INTO TRUTH.ITEMS VALUES (13, 1, 5, 6, 8, 9.90, 0.01, NULL, 'AIR')
            INSERT INTO PART VALUES (5, 'bolt', NULL, 't', 1, 'c', 1)
            INSERT INTO SUPPLIER VALUES (6, 'Smith', 'a', 1, 'p', 1)
            """;

    private static final String ANNA = """
            {_id: {$numberLong: '1'}, _meta: {revision: 1}, customerId: {$numberLong: '1'}, name: 'Anna', segment: 'BUILDING',
             balance: {$numberDecimal: '10.5'}, since: {$date: '2000-02-29T00:00:00Z'}, contact: {address: 'Rue 1', phone: '1-1'},
             nation: 'GERMANY', region: 'EUROPE',
             orders: [
               {orderId: {$numberLong: '11'}, orderDate: {$date: '1995-01-02T00:00:00Z'}, status: 'F',
                priority: '5-LOW', pieces: 0, total: {$numberDecimal: '20.25'}, items: []},
               {orderId: {$numberLong: '10'}, orderDate: {$date: '1996-01-02T00:00:00Z'}, status: 'O',
                priority: '1-URGENT', pieces: {$numberLong: '5'}, total: {$numberDecimal: '1E+2'}, items: [
                  {line: 1, part: {partId: {$numberLong: '5'}, name: 'bolt'}, quantity: 3, price: {$numberDecimal: '9.9'},
                   discount: {$numberDecimal: '0.01'}, shipDate: {$date: '1996-02-01T00:00:00Z'}, shipMode: 'AIR'},
                  {line: 2, part: {partId: {$numberLong: '55'}}, quantity: 2, price: {$numberDecimal: '1'},
                   discount: {$numberDecimal: '0.01'}, shipMode: 'SHIP'}]}],
             totals: {orders: 2, items: 2, spent: {$numberDecimal: '120.25'}, average: {$numberDecimal: '60.125'},
              lastOrder: {$date: '1996-01-02T00:00:00Z'}, pieces: {$numberLong: '5'}}}
            """;

    private static final String BERT = """
            {_id: {$numberLong: '2'}, customerId: {$numberLong: '2'}, name: 'Bert', segment: 'MACHINERY',
             balance: {$numberDecimal: '-3'}, since: {$date: '2001-02-03T00:00:00Z'}, contact: {address: 'Rue 2', phone: '2-2'},
             orders: [], totals: {orders: 0, items: 0, spent: {$numberDecimal: '0'}, pieces: 0}}
            """;

    private static final String ORDER_10 = """
            {_id: {$numberLong: '10'}, orderId: {$numberLong: '10'}, orderDate: {$date: '1996-01-02T00:00:00Z'}, status: 'O',
             priority: '1-URGENT', total: {$numberDecimal: '100'},
             customer: {customerId: {$numberLong: '1'}, name: 'Anna', segment: 'BUILDING'},
             items: [
               {line: 1, quantity: 3, price: {$numberDecimal: '9.9'}, shipDate: {$date: '1996-02-01T00:00:00Z'}, part: 'bolt',
                supplier: 'Smith'},
               {line: 2, quantity: 2, price: {$numberDecimal: '1'}}],
             itemCount: {$numberLong: '2'}}
            """;

    private static final String ORDER_11 = """
            {_id: {$numberLong: '11'}, orderId: {$numberLong: '11'}, orderDate: {$date: '1995-01-02T00:00:00Z'}, status: 'F',
             priority: '5-LOW', total: {$numberDecimal: '20.25'},
             customer: {customerId: {$numberLong: '1'}, name: 'Anna', segment: 'BUILDING'}, items: [], itemCount: 0}
            """;

    private static final String ORDER_12 = """
            {_id: {$numberLong: '12'}, orderId: {$numberLong: '12'}, orderDate: {$date: '1995-01-02T00:00:00Z'}, status: 'F',
             priority: '5-LOW', total: {$numberDecimal: '3.5'}, customer: {customerId: {$numberLong: '77'}}, items: [],
             itemCount: 0}
            """;
}
