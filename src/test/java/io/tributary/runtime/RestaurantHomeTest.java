package io.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.agent.AgentProgress;
import io.tributary.definition.TestResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shape of Fast Data's public example: one short file for the view, with its tests in it, from CSV files to documents. */
class RestaurantHomeTest {

    @TempDir
    Path folder;

    Path dir;
    TributaryProcess process;

    @BeforeEach
    void lay_out() throws Exception {
        dir = RestaurantHome.create(folder.resolve("home"));
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    void the_view_is_one_file_of_at_most_fifty_lines_and_says_no_relation_twice() throws Exception {
        List<String> lines =
                Files.readAllLines(RestaurantHome.FILES.resolve("transformers/single-views/customer.yaml"));
        assertThat(lines).hasSizeLessThanOrEqualTo(50).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(150));
        assertThat(lines.stream().filter(line -> line.contains(" on: {")))
                .hasSize(7)
                .doesNotHaveDuplicates();
    }

    @Test
    void the_guide_shows_its_function() throws Exception {
        assertThat(Files.readString(Path.of("docs/how-to/customise.md")))
                .contains(Files.readString(RestaurantHome.FILES.resolve("src/FavouriteDish.java")));
    }

    @Test
    void the_home_passes_its_own_tests() throws Exception {
        Home home = Home.of(dir);
        List<TestResult> results = home.tests(home.definitions());
        assertThat(results).hasSize(2).allSatisfy(it -> assertThat(it.difference())
                .isEmpty());
    }

    @Test
    void csv_files_go_in_and_a_document_per_user_comes_out() throws Exception {
        Settings settings = Settings.of(dir, Map.of(), new Properties())
                .with(Map.of(Setting.HTTP_PORT, "0", Setting.QUEUES_WAIT_TIME, "1s"));
        process = TributaryProcess.start(Home.of(dir), settings, AgentProgress.NONE);
        RestaurantHome.drop(dir, "allergens", "id_allergen,description", "2,nuts");
        RestaurantHome.drop(dir, "orders_dishes", "ID_ORDER,ID_DISH", "10,5", "11,6", "11,5");
        RestaurantHome.drop(
                dir,
                "orders",
                "ID_ORDER,ID_USER,DATE,TOTAL_PRICE,PAYMENT_TYPE,ORDER_STATUS",
                "10,1,2026-01-31,8.00,card,done",
                "11,1,2026-02-01,13.50,cash,open");
        RestaurantHome.drop(dir, "allergens_registry", "ID_ALLERGEN,ID_USER,COMMENTS", "2,1,severe");
        RestaurantHome.drop(
                dir,
                "registry",
                "ID_USER,TAX_CODE,NAME,SURNAME,EMAIL,ADDRESS,PHONE",
                "1,RSSMRA80A01H501U,Mario,Rossi,m@example.com,via Roma 1,555");
        RestaurantHome.drop(dir, "reviews", "ID_REVIEW,ID_USER,ID_DISH,TEXT,STARS", "3,1,6,good,4");
        RestaurantHome.drop(
                dir, "dishes", "id_dish,id_restaurant,description,price", "5,1,pizza,8.00", "6,1,pasta,5.50");

        Document expected = Document.parse("""
                {_id: {$numberLong: '1'}, fiscalCode: 'RSSMRA80A01H501U', fullName: 'Mario Rossi',
                 contact: {mail: 'm@example.com', phone: '555', address: 'via Roma 1'},
                 orders: [{number: {$numberLong: '11'}, placedOn: {$date: '2026-02-01T00:00:00Z'},
                           total: {$numberDecimal: '13.50'}, state: 'open',
                           dishes: [{name: 'pizza', price: {$numberDecimal: '8.00'}},
                                    {name: 'pasta', price: {$numberDecimal: '5.50'}}]},
                          {number: {$numberLong: '10'}, placedOn: {$date: '2026-01-31T00:00:00Z'},
                           total: {$numberDecimal: '8.00'}, state: 'done',
                           dishes: [{name: 'pizza', price: {$numberDecimal: '8.00'}}]}],
                 reviews: [{dish: 'pasta', text: 'good', stars: 4}],
                 allergens: [{allergen: 'nuts', comment: 'severe'}],
                 spent: {$numberDecimal: '21.50'}, favourite: 'pizza'}
                """);
        await("the view").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(view())
                .isEqualTo(expected));
        assertThat(new Verification(
                                process.definitions(),
                                Home.of(dir).functions(),
                                process.servers().database(),
                                settings)
                        .run(List.of("customer"), Duration.ofSeconds(10), count -> {}))
                .allSatisfy(result -> assertThat(result.wrong()).isZero());

        RestaurantHome.drop(
                dir,
                "registry",
                "ID_USER,TAX_CODE,NAME,SURNAME,EMAIL,ADDRESS,PHONE",
                "1,unknown,Mario,Rossi,m@example.com,via Po 2,555");
        await("the mark").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        stored().get("_meta", Document.class).get("refused", Document.class))
                .containsEntry("reason", "invalid")
                .containsEntry(
                        "message",
                        "key 1 is not valid: fiscalCode is 'unknown', expected a text that matches [A-Z0-9]{16}"));
        assertThat(view()).as("the last good view stays").isEqualTo(expected);
    }

    private Document view() {
        Document view = new Document(stored());
        view.remove("_meta");
        return view;
    }

    private Document stored() {
        Document found = process.servers()
                .database()
                .getCollection("customer")
                .find(new Document("_id", 1L))
                .first();
        return found == null ? new Document() : found;
    }
}
