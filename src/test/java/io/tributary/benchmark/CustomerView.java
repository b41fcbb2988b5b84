package io.tributary.benchmark;

import io.tributary.benchmark.TpchCompany.Customer;
import io.tributary.benchmark.TpchCompany.Item;
import io.tributary.benchmark.TpchCompany.Nation;
import io.tributary.benchmark.TpchCompany.Placed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** What the view {@code customer_360} of a customer has to be, from the rows alone. */
final class CustomerView {

    static final String NAME = "customer_360";

    private static final Comparator<Placed> ORDER =
            Comparator.comparing(Placed::date).thenComparing(Placed::id);

    private final TpchCompany company;

    CustomerView(TpchCompany company) {
        this.company = company;
    }

    /** The item that changes: the first of the first order that the customer has. */
    static Item changing(Customer customer) {
        return customer.orders().get(0).items().get(0);
    }

    /**
     * The view.
     *
     * @param change the number of the last change of {@link #changing}; 0 before the first
     */
    Document of(Customer customer, long change) {
        Nation nation = company.nations().get(customer.nation());
        List<Placed> orders = new ArrayList<>(customer.orders());
        orders.sort(ORDER);
        BigDecimal spent = BigDecimal.ZERO;
        List<Document> documents = new ArrayList<>();
        for (Placed order : orders) {
            spent = spent.add(order.total());
            documents.add(order(order, customer, change));
        }
        Document view = new Document("_id", customer.id())
                .append("customerId", customer.id())
                .append("name", customer.name())
                .append("segment", customer.segment())
                .append("balance", new Decimal128(customer.balance()))
                .append("nation", nation.name())
                .append(
                        "region",
                        Objects.requireNonNull(company.regions().get(nation.region()))
                                .name())
                .append("contact", new Document("phone", customer.phone()).append("address", customer.address()))
                .append("orders", documents)
                .append("orderCount", (long) orders.size())
                .append("spent", new Decimal128(spent));
        return orders.isEmpty() ? view : view.append("lastChange", change);
    }

    private static Document order(Placed order, Customer customer, long change) {
        return new Document("orderId", order.id())
                .append("status", order.status())
                .append("orderDate", CompanyTable.bson(order.date()))
                .append("priority", order.priority())
                .append("total", new Decimal128(order.total()))
                .append(
                        "items",
                        order.items().stream()
                                .map(item -> item(item, item == changing(customer) ? change : 0))
                                .toList());
    }

    private static Document item(Item item, long change) {
        return new Document("line", item.line())
                .append("quantity", item.quantity())
                .append("price", new Decimal128(item.price()))
                .append("discount", new Decimal128(item.discount()))
                .append("shipMode", item.shipMode())
                .append("change", change);
    }

    /**
     * A document in the form in which equal contents are equal: numbers by value, whatever their type, and what is null is not there.
     * Pipelines count in 32 bits and write null where there is nothing.
     */
    static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new TreeMap<>();
            map.forEach((name, member) -> {
                if (member != null) {
                    members.put((String) name, comparable(member));
                }
            });
            return members;
        } else if (value instanceof List<?> list) {
            return list.stream().map(CustomerView::comparable).toList();
        } else if (value instanceof Decimal128 decimal) {
            return decimal.bigDecimalValue().stripTrailingZeros();
        }
        return value instanceof Number number ? new BigDecimal(number.toString()).stripTrailingZeros() : value;
    }
}
