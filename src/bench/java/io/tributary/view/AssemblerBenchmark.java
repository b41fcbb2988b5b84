package io.tributary.view;

import io.tributary.definition.DefinitionException;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.record.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Views of customers with their orders, the lines of these, and a nation that many share, from documents that were read. A record is a document that
 * goes into a view.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(
        AssemblerBenchmark.CUSTOMERS * (2 + AssemblerBenchmark.ORDERS * (1 + AssemblerBenchmark.LINES)))
public class AssemblerBenchmark {

    static final int CUSTOMERS = 50;
    static final int ORDERS = 10;
    static final int LINES = 4;

    private static final List<DefinitionFile> PROJECTIONS = List.of(
            new DefinitionFile("customers.yaml", """
                    projection: customers
                    topic: crm.customer
                    key: customerId
                    fields:
                      customerId: { from: ID, type: long }
                      nationId:   { from: NATION, type: long }
                      name:       { from: NAME, type: string }
                    """),
            new DefinitionFile("nations.yaml", """
                    projection: nations
                    topic: geo.nation
                    key: nationId
                    fields:
                      nationId: { from: ID, type: long }
                      name:     { from: NAME, type: string }
                    """),
            new DefinitionFile("orders.yaml", """
                    projection: orders
                    topic: erp.order
                    key: orderId
                    fields:
                      orderId:    { from: ID, type: long }
                      customerId: { from: CUSTOMER, type: long }
                      status:     { from: STATUS, type: string }
                    """),
            new DefinitionFile("lines.yaml", """
                    projection: lines
                    topic: erp.line
                    key: [orderId, line]
                    fields:
                      orderId:  { from: ORDER, type: long }
                      line:     { from: LINE, type: long }
                      part:     { from: PART, type: string }
                      quantity: { from: QUANTITY, type: long }
                    """));

    private static final List<DefinitionFile> VIEWS = List.of(new DefinitionFile("customer_orders.yaml", """
            view: customer_orders
            base: customers
            joins:
              nation: { one: nations, on: { nationId: nationId } }
              orders: { many: orders, on: { customerId: customerId } }
              lines:  { of: orders, many: lines, on: { orderId: orderId } }
            fields:
              customerId: customerId
              name: name
              nation: nation.name
              orders:
                each: orders
                fields:
                  orderId: orderId
                  status: status
                  lines: { each: lines, fields: { line: line, part: part, quantity: quantity } }
            """));

    private ViewAssembler assembler;
    private Map<Key, Row> bases;
    private Joined joined;

    /** Reads the documents of one chunk from memory. */
    @Setup
    public void read() throws DefinitionException {
        Definitions definitions = new DefinitionReader(Set.of()).read(PROJECTIONS, VIEWS);
        ViewPlan plan = new ViewPlan(definitions.views().get("customer_orders"), definitions, Map.of());
        ViewReader reader = new ViewReader(plan, ViewTests.finder(documents()));
        Set<Key> keys = new LinkedHashSet<>();
        for (long customer = 0; customer < CUSTOMERS; customer++) {
            keys.add(new Key(List.of(customer)));
        }
        try (ChunkBudget budget = new ChunkBudget("customer_orders", CUSTOMERS, ChunkBudget.Limits.ofHeap(100_000))) {
            bases = reader.base(keys, budget).rows();
            joined = reader.joined(bases.values(), budget);
        }
        assembler = new ViewAssembler(plan);
    }

    @Benchmark
    public void assemble(Blackhole hole) {
        bases.forEach((key, base) -> hole.consume(assembler.assemble(base.id(), base, joined, new ViewSize())));
    }

    private static Map<String, List<Document>> documents() {
        Map<String, List<Document>> documents = new HashMap<>();
        List<Document> customers = new ArrayList<>();
        List<Document> orders = new ArrayList<>();
        List<Document> lines = new ArrayList<>();
        for (long customer = 0; customer < CUSTOMERS; customer++) {
            customers.add(new Document("_id", customer)
                    .append("customerId", customer)
                    .append("nationId", customer % 5)
                    .append("name", "Customer#" + customer));
            for (long order = customer * ORDERS; order < (customer + 1) * ORDERS; order++) {
                orders.add(new Document("_id", order)
                        .append("orderId", order)
                        .append("customerId", customer)
                        .append("status", "O"));
                for (long line = 0; line < LINES; line++) {
                    lines.add(new Document("_id", new Document("orderId", order).append("line", line))
                            .append("orderId", order)
                            .append("line", line)
                            .append("part", "Part#" + (order + line) % 200)
                            .append("quantity", 1 + line));
                }
            }
        }
        List<Document> nations = new ArrayList<>();
        for (long nation = 0; nation < 5; nation++) {
            nations.add(new Document("_id", nation).append("nationId", nation).append("name", "NATION " + nation));
        }
        documents.put("customers", customers);
        documents.put("orders", orders);
        documents.put("lines", lines);
        documents.put("nations", nations);
        return documents;
    }
}
