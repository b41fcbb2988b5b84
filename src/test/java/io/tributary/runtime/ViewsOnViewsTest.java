package io.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.agent.AgentProgress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From files to an API through three single views: accounts under the tax code of a customer, and two that are made of them. Customers
 * change their branch and their tax code, orders their customer, and customers go.
 */
class ViewsOnViewsTest {

    private static final Map<String, String> FILES = Map.of(
            "agents/customers.camel.yaml",
            agent("customers"),
            "agents/orders.camel.yaml",
            agent("orders"),
            "agents/branches.camel.yaml",
            agent("branches"),
            "transformers/projections/customers.yaml",
            """
            projection: customers
            topic: crm.customers
            key: id
            deleteWhen: { column: GONE, is: "Y" }
            fields:
              id: { from: ID, type: integer }
              taxCode: { from: TAX_CODE, type: string }
              branch: { from: BRANCH, type: string }
              name: { from: NAME, type: string }
            """,
            "transformers/projections/orders.yaml",
            """
            projection: orders
            topic: crm.orders
            key: id
            fields:
              id: { from: ID, type: integer }
              customer: { from: CUSTOMER, type: integer }
              total: { from: TOTAL, type: decimal }
            """,
            "transformers/projections/branches.yaml",
            """
            projection: branches
            topic: crm.branches
            key: code
            fields:
              code: { from: CODE, type: string }
              city: { from: CITY, type: string }
            """,
            "transformers/single-views/accounts.yaml",
            """
            view: accounts
            base: customers
            key: taxCode
            joins:
              orders: { many: orders, on: { id: customer } }
            fields:
              name: name
              branch: branch
              spent: { sum: orders.total }
              orders: { each: orders, fields: { id: id, total: total } }
            """,
            "transformers/single-views/branch_overview.yaml",
            """
            view: branch_overview
            base: branches
            joins:
              accounts: { many: accounts, on: { code: branch }, sort: -spent }
            fields:
              city: city
              spent: { sum: accounts.spent }
              best: { each: accounts, fields: { taxCode: taxCode, name: name, orders: orders } }
            """,
            // Read before the view that it is made of.
            "transformers/single-views/account_cards.yaml",
            """
            view: account_cards
            base: accounts
            joins:
              branch: { one: branch_overview, on: { branch: code } }
            fields:
              name: name
              city: branch.city
              share: { fields: { own: spent, branch: branch.spent } }
            """);

    @TempDir
    Path dir;

    private TributaryProcess process;
    private Settings settings;
    private int files;

    private static String agent(String name) {
        return """
                - templatedRoute:
                    routeTemplateRef: csv-agent
                    routeId: %1$s
                    parameters:
                      - { name: name, value: "%1$s" }
                      - { name: topic, value: "crm.%1$s" }
                      - { name: directory, value: "{{tributary.home}}/drop/%1$s" }
                """.formatted(name);
    }

    @BeforeEach
    void start() throws Exception {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Path target = dir.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
        settings = Settings.of(dir, Map.of(), new Properties())
                .with(Map.of(Setting.HTTP_PORT, "0", Setting.QUEUES_WAIT_TIME, "1s"));
        process = TributaryProcess.start(Home.of(dir), settings, AgentProgress.NONE);
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    @Test
    void what_changes_below_arrives_above_and_leaves_where_it_was() throws Exception {
        drop("branches", "CODE,CITY", "TO,Torino", "MI,Milano");
        drop("orders", "ID,CUSTOMER,TOTAL", "100,1,10.50", "101,1,4.50", "102,2,7");
        drop("customers", "ID,TAX_CODE,BRANCH,NAME,GONE", "1,AAA,TO,Ada,N", "2,BBB,TO,Bea,N", "3,,MI,Nobody,N");
        awaitView(
                "branch_overview/TO",
                "{\"city\":\"Torino\",\"spent\":22.00,\"best\":["
                        + "{\"taxCode\":\"AAA\",\"name\":\"Ada\",\"orders\":[{\"id\":100,\"total\":10.50},{\"id\":101,\"total\":4.50}]},"
                        + "{\"taxCode\":\"BBB\",\"name\":\"Bea\",\"orders\":[{\"id\":102,\"total\":7}]}]}");
        awaitView("branch_overview/MI", "{\"city\":\"Milano\",\"spent\":0,\"best\":[]}");
        awaitView("account_cards/BBB", "{\"name\":\"Bea\",\"city\":\"Torino\",\"share\":{\"own\":7,\"branch\":22.00}}");

        // Bea changes her branch, an order its customer, Ada her tax code.
        drop("customers", "ID,TAX_CODE,BRANCH,NAME,GONE", "2,BBB,MI,Bea,N", "1,CCC,TO,Ada,N");
        drop("orders", "ID,CUSTOMER,TOTAL", "101,2,4.50");
        awaitView(
                "account_cards/CCC",
                "{\"name\":\"Ada\",\"city\":\"Torino\",\"share\":{\"own\":10.50,\"branch\":10.50}}");
        awaitView(
                "account_cards/BBB",
                "{\"name\":\"Bea\",\"city\":\"Milano\",\"share\":{\"own\":11.50,\"branch\":11.50}}");
        awaitGone("accounts/AAA");
        awaitGone("account_cards/AAA");

        // A second customer with the tax code of another: what was last built stays, and above it, too.
        drop("customers", "ID,TAX_CODE,BRANCH,NAME,GONE", "4,CCC,MI,Dea,N");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(get("single-views/accounts/CCC?meta=true"))
                        .contains("\"reason\":\"ambiguous\"", "several documents of customers have it: 1, 4"));
        assertThat(view("account_cards/CCC")).contains("\"name\":\"Ada\"");

        // The first of them goes: the code is the other's.
        drop("customers", "ID,TAX_CODE,BRANCH,NAME,GONE", "1,CCC,TO,Ada,Y");
        awaitView("account_cards/CCC", "{\"name\":\"Dea\",\"city\":\"Milano\",\"share\":{\"own\":0,\"branch\":11.50}}");
        awaitView("branch_overview/TO", "{\"city\":\"Torino\",\"spent\":0,\"best\":[]}");
        verifyAll();
    }

    private void verifyAll() {
        RunningQueues queues = new RunningQueues(process.definitions(), process.servers(), settings);
        List<VerifiedView> verified = new Verification(
                        process.definitions(), Map.of(), process.servers().database(), settings, queues)
                .run(List.of("accounts", "branch_overview", "account_cards"), Duration.ofSeconds(60), looked -> {});
        assertThat(verified).allSatisfy(view -> assertThat(view.differences()).isEmpty());
        assertThat(verified).extracting(VerifiedView::views).containsExactly(2L, 2L, 2L);
    }

    private void drop(String folder, String... lines) throws Exception {
        InsurerHome.drop(dir, folder, "file-" + ++files + ".csv", List.of(lines));
    }

    private void awaitView(String address, String json) {
        await(address).atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(view(address))
                .isEqualTo(json));
    }

    private void awaitGone(String address) {
        await(address).atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        response("single-views/" + address).statusCode())
                .isEqualTo(404));
    }

    private String view(String address) throws Exception {
        return get("single-views/" + address);
    }

    private String get(String path) throws Exception {
        return response(path).body();
    }

    private HttpResponse<String> response(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + process.httpPort() + "/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
