package io.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.queue.SqsCosts;
import io.tributary.runtime.MongoCosts.Command;
import io.tributary.runtime.embedded.EmbeddedMongo;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoCostsTest {

    private final MongoCosts costs = new MongoCosts();
    private EmbeddedMongo server;
    private MongoClient client;
    private MongoCollection<Document> collection;

    @BeforeEach
    void start() {
        server = new EmbeddedMongo(0);
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(server.uri()))
                .addCommandListener(costs)
                .build());
        collection = client.getDatabase("costs").getCollection("things");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_bulk_is_one_operation_for_each_kind_of_write_and_its_documents_are_counted() {
        collection.insertOne(new Document("_id", 0));
        collection.bulkWrite(
                List.of(
                        new InsertOneModel<>(new Document("_id", 1)),
                        new InsertOneModel<>(new Document("_id", 2)),
                        new ReplaceOneModel<>(Filters.eq("_id", 0), new Document("a", 1)),
                        new ReplaceOneModel<>(
                                Filters.eq("_id", 3), new Document("a", 1), new ReplaceOptions().upsert(true)),
                        new ReplaceOneModel<>(Filters.eq("_id", 99), new Document("a", 1)),
                        new DeleteOneModel<>(Filters.eq("_id", 1))),
                new BulkWriteOptions().ordered(false));

        assertThat(costs.operations(Command.INSERT)).isEqualTo(2);
        assertThat(costs.documents(Command.INSERT)).isEqualTo(3);
        assertThat(costs.operations(Command.UPDATE)).isEqualTo(1);
        assertThat(costs.documents(Command.UPDATE)).as("found, or upserted").isEqualTo(2);
        assertThat(costs.operations(Command.DELETE)).isEqualTo(1);
        assertThat(costs.documents(Command.DELETE)).isEqualTo(1);
        assertThat(costs.operations()).isEqualTo(4);
        assertThat(costs.documents()).isEqualTo(6);
    }

    @Test
    void a_long_answer_is_one_find_and_a_getMore_for_each_further_part() {
        collection.insertMany(List.of(new Document("_id", 1), new Document("_id", 2), new Document("_id", 3)));
        assertThat(collection.find().batchSize(2).into(new ArrayList<>())).hasSize(3);
        assertThat(costs.operations(Command.FIND)).isEqualTo(1);
        assertThat(costs.operations(Command.GET_MORE)).isEqualTo(1);
        assertThat(costs.documents()).isEqualTo(3);
    }

    @Test
    void what_fails_was_asked_for_all_the_same() {
        assertThatThrownBy(() -> client.getDatabase("costs").runCommand(new Document("noSuchCommand", 1)))
                .isInstanceOf(RuntimeException.class);
        assertThat(costs.operations(Command.OTHER)).isEqualTo(1);
    }

    @Test
    void costs_are_metrics() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        SqsCosts sqs = new SqsCosts();
        CostMetrics.bind(sqs, costs, meters);
        sqs.add(SqsCosts.Kind.SEND, 10, 100_000);
        collection.insertMany(List.of(new Document("_id", 1), new Document("_id", 2)));
        assertThat(meters.get("tributary.mongodb.operations")
                        .tag("command", "insert")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("tributary.mongodb.documents").functionCounter().count())
                .isEqualTo(2);
        assertThat(meters.get("tributary.sqs.requests")
                        .tag("kind", "send")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("tributary.sqs.billed").functionCounter().count()).isEqualTo(2);
    }
}
