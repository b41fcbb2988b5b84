package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.definition.FieldDefinition.OnInvalid;
import io.tributary.definition.Join.Cardinality;
import io.tributary.definition.Join.On;
import io.tributary.definition.Join.Sort;
import io.tributary.definition.Mapping.Aggregate;
import io.tributary.definition.Mapping.Aggregate.Kind;
import io.tributary.definition.Mapping.Constant;
import io.tributary.definition.Mapping.Each;
import io.tributary.definition.Mapping.Field;
import io.tributary.definition.Mapping.Fields;
import io.tributary.definition.ProjectionDefinition.DeleteWhen;
import io.tributary.definition.ProjectionDefinition.ProjectionTest;
import io.tributary.definition.ProjectionDefinition.WriteMode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {

    private static final DefinitionFile REGISTRY = new DefinitionFile("p/registry.yaml", """
            projection: registry
            topic: crm.registry
            key: [id, line]
            version: updatedAt
            write: merge
            deleteWhen: { column: STATUS, is: [D, 9] }
            fields:
              id: { from: ID, type: long }
              line: integer
              updatedAt: { type: timestamp, format: "dd/MM/yyyy HH:mm", zone: Europe/Rome }
              active: { type: boolean, true: [Y, 1], false: N, required: true, trim: false, cast: flag }
              fee: { type: decimal, decimal: "," }
            tests:
              - name: one
                given: { ID: "1", line: 2, n: null, d: 1.50, l: [true, 007] }
                reject: no
              - name: two
                given: {}
                delete: { id: 1 }
            """);

    @Test
    void a_projection_is_read_whole() throws Exception {
        ProjectionDefinition projection = read(List.of(REGISTRY), List.of()).projection("registry");

        Place tests0 = new Place("p/registry.yaml", 14, "tests[0]");
        assertThat(projection)
                .isEqualTo(new ProjectionDefinition(
                        "registry",
                        "crm.registry",
                        List.of("id", "line"),
                        "updatedAt",
                        WriteMode.MERGE,
                        new DeleteWhen("STATUS", List.of("D", "9")),
                        List.of(
                                field("id", "ID", FieldType.LONG, true, 8),
                                field("line", "line", FieldType.INTEGER, true, 9),
                                new FieldDefinition(
                                        "updatedAt",
                                        "updatedAt",
                                        null,
                                        FieldType.TIMESTAMP,
                                        true,
                                        Notation.of("dd/MM/yyyy HH:mm", ZoneId.of("Europe/Rome")),
                                        List.of(),
                                        Limits.NONE,
                                        null,
                                        OnInvalid.REJECT,
                                        place(10, "updatedAt")),
                                new FieldDefinition(
                                        "active",
                                        "active",
                                        null,
                                        FieldType.BOOLEAN,
                                        true,
                                        notation('.', false, List.of("Y", "1"), List.of("N")),
                                        List.of(new CastStep("flag", Map.of(), place(11, "active.cast"))),
                                        Limits.NONE,
                                        null,
                                        OnInvalid.REJECT,
                                        place(11, "active")),
                                new FieldDefinition(
                                        "fee",
                                        "fee",
                                        null,
                                        FieldType.DECIMAL,
                                        false,
                                        notation(',', true, List.of("true"), List.of("false")),
                                        List.of(),
                                        Limits.NONE,
                                        null,
                                        OnInvalid.REJECT,
                                        place(12, "fee"))),
                        projection.tests(),
                        new Place("p/registry.yaml", 1, "")));
        ProjectionTest first = projection.tests().get(0);
        assertThat(first.given()).containsOnlyKeys("ID", "line", "n", "d", "l");
        assertThat(first.given().values()).containsExactly("1", 2L, null, new BigDecimal("1.50"), List.of(true, "007"));
        assertThat(first).isEqualTo(new ProjectionTest("one", first.given(), null, null, "no", tests0));
        assertThat(projection.tests().get(1).delete()).isEqualTo(Map.of("id", 1L));
    }

    @Test
    void a_view_is_read_whole() throws Exception {
        DefinitionFile file = new DefinitionFile("v/view.yaml", """
                view: view
                base: registry
                joins:
                  lines: { many: registry, on: { id: id, line: line }, sort: [fee, -updatedAt] }
                  last: { one: registry, of: lines, on: { id: id } }
                fields:
                  id: id
                  all: { each: lines, fields: { f: last.fee, outer: registry.id } }
                  fees: { each: lines, value: fee }
                  n: { count: lines }
                  sub: { fields: { s: { sum: last.fee } } }
                  kind: { constant: customer }
                  number: { constant: 3 }
                """);

        ViewDefinition view = read(List.of(REGISTRY), List.of(file)).view("view");

        assertThat(view.joins())
                .containsExactly(
                        new Join(
                                "lines",
                                Cardinality.MANY,
                                "registry",
                                "registry",
                                List.of(new On("id", "id"), new On("line", "line")),
                                Condition.ALWAYS,
                                List.of(new Sort("fee", false), new Sort("updatedAt", true)),
                                Join.ALL,
                                false,
                                new Place("v/view.yaml", 4, "joins.lines")),
                        new Join(
                                "last",
                                Cardinality.ONE,
                                "registry",
                                "lines",
                                List.of(new On("id", "id")),
                                Condition.ALWAYS,
                                List.of(),
                                1,
                                false,
                                new Place("v/view.yaml", 5, "joins.last")));
        assertThat(view.fields().fields())
                .containsExactly(
                        Map.entry("id", new Field("registry", "id")),
                        Map.entry(
                                "all",
                                new Each(
                                        "lines",
                                        new Fields(Map.of(
                                                "f", new Field("last", "fee"), "outer", new Field("registry", "id"))))),
                        Map.entry("fees", new Each("lines", new Field("lines", "fee"))),
                        Map.entry("n", new Aggregate(Kind.COUNT, "lines", null)),
                        Map.entry("sub", new Fields(Map.of("s", new Aggregate(Kind.SUM, "last", "fee")))),
                        Map.entry("kind", new Constant("customer")),
                        Map.entry("number", new Constant(3L)));
    }

    @Test
    void definitions_keep_the_order_of_their_files() throws Exception {
        List<DefinitionFile> files = List.of(small("zeta"), small("alpha"), small("mid"), small("beta"));

        assertThat(read(files, List.of()).projections().keySet()).containsExactly("zeta", "alpha", "mid", "beta");
    }

    private static Definitions read(List<DefinitionFile> projections, List<DefinitionFile> views)
            throws DefinitionException {
        return new DefinitionReader(Set.of("flag")).read(projections, views);
    }

    private static DefinitionFile small(String name) {
        return new DefinitionFile(name + ".yaml", "projection: " + name + "\ntopic: t\nkey: id\nfields: { id: long }");
    }

    private static FieldDefinition field(String name, String from, FieldType type, boolean required, int line) {
        return FieldDefinition.plain(name, from, type, required, place(line, name));
    }

    private static Notation notation(char decimal, boolean trim, List<String> trueWords, List<String> falseWords) {
        return new Notation(List.of(), null, null, decimal, null, trim, trueWords, falseWords, null);
    }

    private static Place place(int line, String field) {
        return new Place("p/registry.yaml", line, "fields." + field);
    }
}
