package io.tributary.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A change that cannot be sent would leave its views stale for ever (I4): whatever keys and references hold, SQS must take it. */
class ChangeMessagesTest {

    private static final Instant SINCE = Instant.parse("2026-01-31T10:00:00Z");

    private static Definitions definitions;

    @BeforeAll
    static void read() throws Exception {
        definitions = new DefinitionReader(Set.of())
                .read(
                        List.of(
                                file(
                                        "projections/parents",
                                        "projection: parents\ntopic: t.p\nkey: id\nfields: {id: string}"),
                                file(
                                        "projections/children",
                                        "projection: children\ntopic: t.c\nkey: id\nfields: {id: string, parent: string}")),
                        List.of(file(
                                "single-views/families",
                                "view: families\nbase: parents\njoins: { kids: { many: children, on: { id: parent } } }\n"
                                        + "fields: { kids: { count: kids } }")));
    }

    @Test
    void characters_that_sqs_refuses_travel_escaped() throws Exception {
        String odd = "a\u0001\uFFFE\uFFFF\uD800b\uD83D\uDE00";
        ChangeCodec codec = new ChangeCodec(definitions);
        ProjectionChange change = new ProjectionChange(Key.of(odd), Map.of("parent", List.of(odd)));
        String body = codec.encode(new ChangeCodec.Changes("children", SINCE, List.of(change)));
        assertThat(body.chars()).allMatch(c -> c >= 0x20 && c < 0xD800);
        assertThat(codec.decodeChanges(body).changes()).containsExactly(change);
    }

    @Test
    void a_change_says_which_fields_it_touches_or_nothing_where_it_may_be_any() throws Exception {
        ChangeCodec codec = new ChangeCodec(definitions);
        List<ProjectionChange> changes = List.of(
                new ProjectionChange(Key.of("1"), Map.of(), Touched.of(List.of("parent", "id"))),
                new ProjectionChange(Key.of("2"), Map.of(), Touched.of(List.of())),
                new ProjectionChange(Key.of("3"), Map.of(), Touched.ALL));
        String body = codec.encode(new ChangeCodec.Changes("children", SINCE, changes));
        assertThat(body)
                .isEqualTo(
                        "{\"projection\":\"children\",\"since\":1769853600000,\"changes\":["
                                + "{\"key\":[\"1\"],\"fields\":[\"id\",\"parent\"]},{\"key\":[\"2\"],\"fields\":[]},{\"key\":[\"3\"]}]}");
        assertThat(codec.decodeChanges(body).changes()).isEqualTo(changes);
    }

    @Test
    void a_long_list_of_long_references_goes_out_in_messages_that_sqs_takes() throws Exception {
        List<ProjectionChange> changes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            List<Object> parents = new ArrayList<>();
            for (int moved = 0; moved < 100; moved++) {
                parents.add("parent-" + i + "-" + moved + "-" + "x".repeat(30));
            }
            changes.add(new ProjectionChange(Key.of("child-" + i), Map.of("parent", parents)));
        }
        ChangeCodec codec = new ChangeCodec(definitions);
        List<String> sent = new ArrayList<>();
        new ChangePublisher(
                        definitions,
                        new Names(""),
                        codec,
                        (queue, bodies) -> sent.addAll(bodies),
                        new ChangePublisher.Subscribers(List.of(), List.of()))
                .projectionChanged("children", SINCE, changes);
        List<ProjectionChange> received = new ArrayList<>();
        for (String body : sent) {
            assertThat(body.length()).isLessThan(1_048_576);
            received.addAll(codec.decodeChanges(body).changes());
        }
        assertThat(received).isEqualTo(changes);
    }

    @Test
    void a_change_that_nobody_could_read_again_is_not_sent() {
        List<Object> parents = List.of("x".repeat(ChangeCodec.LONGEST_TEXT));
        List<String> sent = new ArrayList<>();
        ChangePublisher publisher = new ChangePublisher(
                definitions,
                new Names(""),
                new ChangeCodec(definitions),
                (queue, bodies) -> sent.addAll(bodies),
                new ChangePublisher.Subscribers(List.of(), List.of()));
        assertThatThrownBy(() -> publisher.projectionChanged(
                        "children", SINCE, List.of(new ProjectionChange(Key.of("a"), Map.of("parent", parents)))))
                .hasMessageContaining("at most 4194304 can be read again");
        assertThat(sent).isEmpty();
    }

    private static DefinitionFile file(String name, String text) {
        return new DefinitionFile("transformers/" + name + ".yaml", text + "\n");
    }
}
