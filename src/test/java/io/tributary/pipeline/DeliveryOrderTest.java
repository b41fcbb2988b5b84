package io.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.LiveChanges;
import io.tributary.projection.Meta;
import io.tributary.projection.Stored;
import io.tributary.runtime.Setting;
import io.tributary.runtime.TributaryProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** I2: any order and any number of deliveries of the same messages gives the same projections, and so the same views. */
@Timeout(300)
class DeliveryOrderTest {

    private static final int DELIVERIES = 3;

    private static Engines engines;

    @TempDir
    Path dir;

    @BeforeAll
    static void startEngines() {
        engines = Engines.of(DeliveryOrderTest.class);
    }

    @AfterAll
    static void stopEngines() throws Exception {
        engines.close();
    }

    @Test
    void shuffled_and_tripled_messages_give_the_same_documents_as_messages_in_order() throws Exception {
        try (PipelineFixture fixture = PipelineFixture.create(dir, 0.0005, engines, smallBatches())) {
            Map<String, List<String>> messages = published(fixture);
            try (Deployment inOrder = fixture.anotherDeployment(oneAtATime());
                    Deployment shuffled = fixture.anotherDeployment(Map.of())) {
                deliver(inOrder, messages);
                deliver(shuffled, shuffled(messages));
                inOrder.definitions().projections().keySet().forEach(name -> sameProjection(name, inOrder, shuffled));
                inOrder.definitions().views().keySet().forEach(name -> sameView(name, inOrder, shuffled));
                assertThat(shuffled.deadLetters()).isZero();
                assertThat(shuffled.accounts().values()).allMatch(account -> account.rejected() == 0);
            }
        }
    }

    /** Every message that the agents publish for the load and for three rounds of changes; nobody has taken one in. */
    private static Map<String, List<String>> published(PipelineFixture fixture) throws Exception {
        TributaryProcess agents = fixture.deployment().start("agents");
        try (LiveChanges live = fixture.company().liveChanges(11)) {
            for (int round = 0; round < 3; round++) {
                fixture.awaitAgents(agents);
                live.randomChanges(200);
            }
        }
        fixture.awaitAgents(agents);
        fixture.deployment().stop(agents);
        Map<String, List<String>> messages = new LinkedHashMap<>();
        fixture.deployment()
                .topics()
                .forEach(topic -> messages.put(topic, fixture.deployment().takeAll(topic)));
        assertThat(messages.values()).allSatisfy(bodies -> assertThat(bodies).isNotEmpty());
        return messages;
    }

    private static void deliver(Deployment deployment, Map<String, List<String>> messages) throws Exception {
        messages.forEach((topic, bodies) -> bodies.forEach(body -> deployment.send(topic, body)));
        TributaryProcess process = deployment.start("updater,views");
        deployment.awaitIdle();
        deployment.stop(process);
    }

    private static Map<String, List<String>> shuffled(Map<String, List<String>> messages) {
        Random random = new Random(3);
        Map<String, List<String>> shuffled = new LinkedHashMap<>();
        messages.forEach((topic, bodies) -> {
            List<String> many = new ArrayList<>();
            Collections.nCopies(DELIVERIES, bodies).forEach(many::addAll);
            Collections.shuffle(many, random);
            shuffled.put(topic, many);
        });
        return shuffled;
    }

    private static void sameProjection(String name, Deployment inOrder, Deployment shuffled) {
        Map<Object, Document> expected = byId(inOrder.documents(name));
        Map<Object, Document> actual = byId(shuffled.documents(name));
        assertThat(actual.keySet()).as(name).isEqualTo(expected.keySet());
        assertThat(expected).as(name).isNotEmpty();
        expected.forEach((id, document) -> {
            Document other = actual.get(id);
            Document meta = document.get(Meta.META, Document.class);
            Document otherMeta = other.get(Meta.META, Document.class);
            assertThat(values(other)).as("%s %s", name, id).isEqualTo(values(document));
            assertThat(otherMeta.get(Meta.VERSION))
                    .as("version of %s %s", name, id)
                    .isEqualTo(meta.get(Meta.VERSION));
            assertThat(otherMeta.containsKey(Meta.DELETED_AT))
                    .as("%s %s is a tombstone", name, id)
                    .isEqualTo(meta.containsKey(Meta.DELETED_AT));
            assertThat(references(otherMeta))
                    .as("references of %s %s", name, id)
                    .isEqualTo(references(meta));
            refersToWhatItSays(name + " " + id, document);
            refersToWhatItSays(name + " " + id, other);
        });
    }

    /**
     * Past values are kept of what was stored, and a record that something newer had overtaken never was: the histories may differ.
     * What a document refers to now is in both, or no change of the one that is referred to would reach its view.
     */
    private static void refersToWhatItSays(String what, Document document) {
        Document references = document.get(Meta.META, Document.class).get(Meta.REFERENCES, new Document());
        for (String field : references.keySet()) {
            if (document.get(field) != null) {
                assertThat(new Stored(document).references(field))
                        .as("%s: references.%s", what, field)
                        .contains(document.get(field));
            }
        }
    }

    private static Set<String> references(Document meta) {
        return meta.get(Meta.REFERENCES, new Document()).keySet();
    }

    private static void sameView(String name, Deployment inOrder, Deployment shuffled) {
        Map<Object, Document> expected = live(inOrder.documents(name));
        assertThat(expected).as(name).isNotEmpty();
        assertThat(live(shuffled.documents(name))).as(name).isEqualTo(expected);
    }

    private static Map<Object, Document> live(List<Document> documents) {
        Map<Object, Document> live = byId(documents);
        live.values()
                .removeIf(document -> document.get(Meta.META, Document.class).containsKey(Meta.DELETED_AT));
        live.replaceAll((id, document) -> values(document));
        return live;
    }

    private static Map<Object, Document> byId(List<Document> documents) {
        Map<Object, Document> byId = new LinkedHashMap<>();
        documents.forEach(document -> byId.put(document.get("_id"), document));
        return byId;
    }

    private static Document values(Document document) {
        Document values = new Document(document);
        values.remove(Meta.META);
        return values;
    }

    private static Map<Setting, String> smallBatches() {
        return Map.of(Setting.BATCH_MAX_RECORDS, "50");
    }

    private static Map<Setting, String> oneAtATime() {
        return Map.of(Setting.UPDATER_CONSUMERS, "1", Setting.UPDATER_GATHER, "1", Setting.VIEWS_CONSUMERS, "1");
    }
}
