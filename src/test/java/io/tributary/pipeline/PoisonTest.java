package io.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.projection.Account;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.Setting;
import io.tributary.runtime.TributaryProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** I6: a bad record never blocks its batch, a bad message never blocks its queue, and neither is lost without a word. */
@Timeout(300)
class PoisonTest {

    private static final String TOPIC = "crm.customer";

    private static Engines engines;

    @TempDir
    Path dir;

    private PipelineFixture fixture;
    private Deployment deployment;

    @BeforeAll
    static void startEngines() {
        engines = Engines.of(PoisonTest.class);
    }

    @AfterAll
    static void stopEngines() throws Exception {
        engines.close();
    }

    @BeforeEach
    void create() throws Exception {
        fixture = PipelineFixture.create(
                dir,
                0.0001,
                engines,
                Map.of(
                        Setting.QUEUES_MAX_RECEIVE_COUNT, "2",
                        Setting.QUEUES_VISIBILITY_TIMEOUT, "2s",
                        Setting.MESSAGES_MAX_BYTES, "100000"));
        deployment = fixture.deployment();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void bad_messages_end_among_the_dead_letters_and_the_good_ones_among_them_are_written() throws Exception {
        List<String> bad = List.of(
                "no JSON at all",
                "[1, 2, 3]",
                "{\"tributary\": 1, \"topic\": \"erp.part\", \"columns\": []}",
                "H4sIAAAA not gzip",
                bomb());
        for (int i = 0; i < bad.size(); i++) {
            deployment.send(TOPIC, customer(1_000 + i));
            deployment.send(TOPIC, bad.get(i));
        }
        deployment.start("updater,views");
        deployment.awaitIdle();
        String queue = deployment.names().topicQueue(TOPIC);
        assertThat(deployment.deadLetters(queue)).isEqualTo(bad.size());
        assertThat(deployment.deadLetters()).isEqualTo(bad.size());
        assertThat(deployment.documents("customers"))
                .extracting(customer -> customer.get("_id"))
                .containsExactlyInAnyOrder(1_000L, 1_001L, 1_002L, 1_003L, 1_004L);
        assertThat(deployment.documents("customer_360")).hasSize(bad.size());
        assertThat(deployment.accounts()).containsEntry(TOPIC, new Account(bad.size(), 0, 0, 0));
    }

    @Test
    void a_row_that_cannot_be_cast_is_kept_with_its_reason_and_place_and_the_rest_of_its_batch_is_written()
            throws Exception {
        Path file = fixture.company().crmDirectory().resolve("customers-900000.csv");
        Files.write(
                file,
                List.of(
                        "CUST_ID;NAME;ADDRESS;NATION_ID;PHONE;BALANCE;SEGMENT;SINCE;STATUS;COMMENT",
                        "2001;Good;Road 1;1;1;1,50;BUILDING;01/02/2000;A;",
                        "2002;Bad;Road 2;1;1;1,50;BUILDING;31/02/2000;A;",
                        "2003;Good;Road 3;1;1;1,50;BUILDING;01/02/2000;A;"),
                StandardCharsets.ISO_8859_1);
        TributaryProcess process = deployment.start("agents,updater,views");
        fixture.awaitAll(process);
        assertThat(deployment.documents("customers"))
                .extracting(customer -> customer.get("_id"))
                .contains(2_001L, 2_003L)
                .doesNotContain(2_002L);
        List<Document> rejected = deployment
                .database()
                .getCollection(deployment.names().rejectedCollection())
                .find()
                .into(new java.util.ArrayList<>());
        assertThat(rejected).singleElement().satisfies(record -> {
            assertThat(record.getString("reason"))
                    .isEqualTo("since: '31/02/2000' is not a date of the form dd/MM/yyyy");
            assertThat(record.getString("topic")).isEqualTo(TOPIC);
            assertThat(record.getString("projection")).isEqualTo("customers");
            assertThat(record.getString("source")).isEqualTo("crm-customers");
            assertThat(record.getString("place")).contains("customers-900000.csv");
            assertThat(((Number) Objects.requireNonNull(record.get("line"))).longValue())
                    .isEqualTo(3);
            assertThat(record.getString("values")).contains("2002").contains("31/02/2000");
        });
        Account account = deployment.accounts().get(TOPIC);
        long read = fixture.company().rows().get(TOPIC) + 3;
        assertThat(account).isEqualTo(new Account((int) read - 1, 0, 0, 1));
        assertThat(deployment.deadLetters()).isZero();
    }

    @Test
    void a_port_in_use_names_itself_and_its_setting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            assertThatThrownBy(() -> deployment.start("api", Map.of(Setting.HTTP_PORT, port)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("tributary.http.port")
                    .hasMessageContaining(port);
        }
    }

    private static String customer(long id) {
        return "{\"CUST_ID\": \"" + id + "\", \"NAME\": \"Sent by another\", \"STATUS\": \"A\"}";
    }

    /** A thousand times the size that a message may have, in a few kilobytes. */
    private static String bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] blanks = " ".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write('{');
            for (int i = 0; i < 1_000; i++) {
                gzip.write(blanks);
            }
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
