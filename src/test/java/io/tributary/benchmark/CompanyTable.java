package io.tributary.benchmark;

import io.tributary.benchmark.TpchCompany.Customer;
import io.tributary.benchmark.TpchCompany.Item;
import io.tributary.benchmark.TpchCompany.Placed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Decimal128;

/** A table of {@link TpchCompany} as rows, for the queues of Tributary and, as plain documents, for the contestants without it. */
enum CompanyTable {
    REGIONS(List.of("regionId", "name"), 1, company -> company.regions().values().stream()
            .map(r -> row(r.id(), r.name()))),
    NATIONS(List.of("nationId", "name", "regionId"), 1, company -> company.nations().values().stream()
            .map(n -> row(n.id(), n.name(), n.region()))),
    CUSTOMERS(
            List.of("customerId", "name", "address", "nationId", "phone", "balance", "segment"),
            1,
            company -> company.customers().values().stream()
                    .map(c -> row(c.id(), c.name(), c.address(), c.nation(), c.phone(), c.balance(), c.segment()))),
    ORDERS(List.of("orderId", "customerId", "status", "total", "orderDate", "priority"), 1, company -> orders(company)
            .map(o -> row(o.id(), o.customer(), o.status(), o.total(), o.date(), o.priority()))),
    ITEMS(
            List.of("orderId", "line", "quantity", "price", "discount", "shipMode", "change"),
            2,
            company -> orders(company).flatMap(o -> o.items().stream()).map(i -> item(i, 0)));

    private final List<String> columns;
    private final int keyParts;
    private final Function<TpchCompany, Stream<Object[]>> rows;

    CompanyTable(List<String> columns, int keyParts, Function<TpchCompany, Stream<Object[]>> rows) {
        this.columns = columns;
        this.keyParts = keyParts;
        this.rows = rows;
    }

    private static Stream<Placed> orders(TpchCompany company) {
        return company.customers().values().stream().map(Customer::orders).flatMap(List::stream);
    }

    private static Object[] row(Object... values) {
        return values;
    }

    /** The row of an item after a change of that number. */
    static Object[] item(Item i, long change) {
        return row(i.order(), i.line(), i.quantity(), i.price(), i.discount(), i.shipMode(), change);
    }

    /** The name of its projection, or of its plain collection. */
    String table() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String topic() {
        return "bench." + table();
    }

    List<String> columns() {
        return columns;
    }

    /** Its rows, with the values of Java. */
    Stream<Object[]> rows(TpchCompany company) {
        return rows.apply(company);
    }

    /** A row as an agent would publish it. */
    static Object[] published(Object[] row) {
        Object[] values = row.clone();
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Integer whole) {
                values[i] = Long.valueOf(whole);
            } else if (values[i] instanceof LocalDate date) {
                values[i] = date.toString();
            }
        }
        return values;
    }

    /** A row as a plain document. */
    Document document(Object[] row) {
        Document document = new Document("_id", bson(row[0]));
        for (int i = 0; i < row.length; i++) {
            document.append(columns.get(i), bson(row[i]));
        }
        if (keyParts > 1) {
            document.put("_id", new Document(columns.get(0), row[0]).append(columns.get(1), row[1]));
        }
        return document;
    }

    static Object bson(Object value) {
        if (value instanceof BigDecimal decimal) {
            return new Decimal128(decimal);
        }
        return value instanceof LocalDate date ? Date.from(date.atStartOfDay().toInstant(ZoneOffset.UTC)) : value;
    }
}
