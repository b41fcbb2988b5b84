package io.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.tributary.definition.Definitions;
import io.tributary.projection.BsonValues;
import io.tributary.projection.ProjectionChange;
import io.tributary.record.Names;
import io.tributary.runtime.Home;
import io.tributary.runtime.embedded.EmbeddedMongo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queries that explain names are those that run: seen at the driver, for every place of every sample view. */
class ViewQueriesTest {

    /** One document of each projection, all of one customer. */
    private static final Map<String, String> DOCUMENTS = Map.of(
            "regions", "{_id: 3, regionId: 3, name: 'EUROPE'}",
            "nations", "{_id: 7, nationId: 7, regionId: 3, _meta: {references: {regionId: [3]}}}",
            "customers", "{_id: {$numberLong: '1'}, nationId: 7, _meta: {references: {nationId: [7]}}}",
            "orders",
                    "{_id: {$numberLong: '2'}, customerId: {$numberLong: '1'}, "
                            + "_meta: {references: {customerId: [{$numberLong: '1'}]}}}",
            "items",
                    "{_id: {orderId: {$numberLong: '2'}, line: 1}, orderId: {$numberLong: '2'}, line: 1, "
                            + "partId: {$numberLong: '5'}, supplierId: {$numberLong: '6'}, _meta: {references: {"
                            + "orderId: [{$numberLong: '2'}], partId: [{$numberLong: '5'}], supplierId: [{$numberLong: '6'}]}}}",
            "parts", "{_id: {$numberLong: '5'}}",
            "suppliers", "{_id: {$numberLong: '6'}}");

    private final List<String> asked = new ArrayList<>();
    private EmbeddedMongo server;
    private MongoClient client;
    private MongoDatabase database;
    private Definitions definitions;

    @BeforeEach
    void start() throws Exception {
        definitions = Home.of(Path.of(".")).definitions();
        server = new EmbeddedMongo(0);
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(server.uri()))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        if (event.getCommandName().equals("find")) {
                            note(event.getCommand());
                        }
                    }
                })
                .build());
        database = client.getDatabase("queries");
        DOCUMENTS.forEach((name, json) -> {
            Document document = Document.parse(json);
            List<String> key = definitions.projection(name).key();
            if (key.size() == 1) {
                document.append(key.get(0), document.get("_id"));
            }
            database.getCollection(name).insertOne(document);
        });
        asked.clear();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void the_way_back_of_every_place_asks_what_is_explained() throws Exception {
        for (ViewPlan plan : ViewPlan.all(definitions).values()) {
            for (ViewNode node : plan.joined()) {
                asked.clear();
                List<Object> found = new ArrayList<>();
                new WayBack(database, new Names("")).follow(node, List.of(change(plan, node)), found::addAll);
                List<String> explained = ViewQueries.wayBack(node).stream()
                        .filter(hop -> !hop.path().isEmpty())
                        .map(hop -> hop.source() + " by " + hop.path())
                        .toList();
                assertThat(asked).as(plan.view().name() + ", " + node.alias()).isEqualTo(explained);
                assertThat(found).as(plan.view().name() + ", " + node.alias()).isNotEmpty();
            }
        }
    }

    @Test
    void a_chunk_is_read_by_the_queries_that_are_explained() {
        for (ViewPlan plan : ViewPlan.all(definitions).values()) {
            asked.clear();
            Document base = Objects.requireNonNull(
                    database.getCollection(plan.view().base()).find().first());
            asked.clear();
            try (ChunkBudget budget = new ChunkBudget(plan.view().name(), 1, ChunkBudget.Limits.ofHeap(1_000))) {
                new ViewReader(plan, database, new Names(""))
                        .joined(List.of(new RowCodec(plan.base()).row(base)), budget);
            }
            assertThat(asked)
                    .containsExactlyElementsOf(ViewQueries.reads(plan).stream()
                            .skip(1)
                            .map(read -> read.source() + " by " + read.path())
                            .toList());
        }
    }

    private void note(BsonDocument command) {
        Set<String> paths = command.getDocument("filter", new BsonDocument()).keySet();
        asked.add(command.getString("find").getValue() + " by " + String.join(", ", paths));
    }

    /** That somebody changed the document of a place. */
    private ProjectionChange change(ViewPlan plan, ViewNode node) {
        String name = ViewQueries.reads(plan).stream()
                .filter(read -> read.alias().equals(node.alias()))
                .findFirst()
                .orElseThrow()
                .source();
        Document document =
                Objects.requireNonNull(database.getCollection(name).find().first());
        asked.clear();
        Map<String, List<Object>> references = new TreeMap<>();
        Document kept = document.get("_meta", new Document()).get("references", new Document());
        kept.keySet().forEach(field -> references.put(field, kept.getList(field, Object.class)));
        return new ProjectionChange(
                BsonValues.key(definitions.projection(name), Objects.requireNonNull(document.get("_id"))), references);
    }
}
