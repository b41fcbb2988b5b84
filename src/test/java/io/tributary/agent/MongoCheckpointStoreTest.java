package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.tributary.record.Names;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoCheckpointStoreTest {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private MongoClient client;
    private MongoCheckpointStore store;

    @BeforeEach
    void start() {
        server.bind();
        client = MongoClients.create(server.getConnectionString());
        store = new MongoCheckpointStore(client.getDatabase("tributary"), new Names("test-"));
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void an_entry_is_replaced_found_and_removed_by_its_id() {
        assertThat(store.load("orders")).isNull();
        store.save("orders", Map.of("version", "n1"));
        store.save("orders", Map.of("highest", "n2"));
        assertThat(store.load("orders")).isEqualTo(Map.of("highest", "n2"));
        assertThat(client.getDatabase("tributary").listCollectionNames()).contains("test-tributary_checkpoints");
        store.delete("orders");
        assertThat(store.load("orders")).isNull();
    }

    /** A write that timed out, and was given up, may still be on its way when its agent has gone on. */
    @Test
    void a_write_that_arrives_late_does_not_undo_a_later_one() {
        store.save("orders", Map.of("next", 1L));
        store.save("orders", Map.of("next", 2L));
        assertThat(store.replace("orders", Map.of("next", 1L), 1)).isFalse();
        assertThat(store.load("orders")).isEqualTo(Map.of("next", 2L));
    }

    @Test
    void another_process_goes_on_from_what_is_stored_also_if_it_was_stored_without_a_revision() {
        client.getDatabase("tributary")
                .getCollection("test-tributary_checkpoints")
                .insertOne(new Document("_id", "orders").append("next", 1L));
        store.save("orders", Map.of("next", 2L));
        MongoCheckpointStore other = new MongoCheckpointStore(client.getDatabase("tributary"), new Names("test-"));
        other.save("orders", Map.of("next", 3L));
        store.save("orders", Map.of("next", 4L));
        assertThat(other.load("orders")).isEqualTo(Map.of("next", 4L));
    }

    @Test
    void a_page_comes_back_with_its_keys_of_every_type() {
        LocalDateTime time = LocalDateTime.of(2026, 1, 31, 10, 0);
        List<Object> after = List.of("a", 1L);
        Map<List<Object>, String> rows = new LinkedHashMap<>();
        rows.put(List.of("b", new BigDecimal("1.5")), "x");
        rows.put(List.of(time, time.toLocalDate()), "y");
        rows.put(List.of(UUID.randomUUID(), ""), "");
        ComparePage page = new ComparePage(after, List.of("z", 9L), rows, new HashSet<>(Set.of(List.of("b", 2L))));
        page.save(store, "parts");
        ComparePage loaded = ComparePage.load(store, "parts", after);
        assertThat(loaded.isSame(page)).isTrue();
        assertThat(loaded.rows().keySet()).containsExactlyElementsOf(rows.keySet());
    }
}
