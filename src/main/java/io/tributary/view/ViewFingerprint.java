package io.tributary.view;

import io.tributary.definition.Condition;
import io.tributary.definition.Join;
import io.tributary.definition.Mapping;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Tells whether a view is still made as it was: the SHA-256 of all that its documents depend on, as text. Where it stands in its
 * file does not count.
 */
final class ViewFingerprint {

    private ViewFingerprint() {}

    static String of(ViewPlan plan) {
        StringBuilder text = new StringBuilder();
        node(plan.base(), text);
        if (!plan.base().viewKey().isEmpty()) {
            text.append("key ").append(plan.view().key()).append('\n');
        }
        where(plan.base().where(), text);
        for (ViewNode node : plan.joined()) {
            Join join = node.join();
            text.append(join.cardinality()).append(join.of()).append(join.on()).append(join.sort());
            limits(join, text);
            node(node, text);
        }
        mapping(plan.view().fields(), text);
        where(plan.view().valid(), text);
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What came to the language later has no text where it is not used: so the views of before are not all built anew. */
    private static void limits(Join join, StringBuilder text) {
        where(join.where(), text);
        if (join.cardinality() == Join.Cardinality.MANY && join.limit() != Join.ALL) {
            text.append("limit").append(join.limit());
        }
        if (join.required()) {
            text.append("required");
        }
    }

    private static void where(Condition condition, StringBuilder text) {
        if (!condition.equals(Condition.ALWAYS)) {
            text.append(condition);
        }
    }

    /** The types count: a sum of integers is another value than a sum of decimals. */
    private static void node(ViewNode node, StringBuilder text) {
        text.append('\n').append(node.alias()).append(' ').append(node.source().name());
        text.append(node.source().key()).append(node.source().keyTypes());
        node.fields().stream().sorted().forEach(field -> text.append(' ')
                .append(field)
                .append(':')
                .append(node.source().type(field)));
        text.append('\n');
    }

    private static void mapping(Mapping mapping, StringBuilder text) {
        if (mapping instanceof Mapping.Fields fields) {
            text.append('{');
            for (Map.Entry<String, Mapping> field : fields.fields().entrySet()) {
                text.append(field.getKey()).append(": ");
                mapping(field.getValue(), text);
                text.append('\n');
            }
            text.append('}');
        } else if (mapping instanceof Mapping.Each each) {
            text.append("each ").append(each.alias()).append(' ');
            mapping(each.element(), text);
        } else if (mapping instanceof Mapping.Computed computed) {
            text.append(computed.formula().getClass().getSimpleName())
                    .append(computed.formula().text())
                    .append(computed.type());
            mapping(new Mapping.Fields(computed.inputs()), text);
        } else if (mapping instanceof Mapping.Call call) {
            text.append("function ").append(call.function()).append(call.type());
            mapping(new Mapping.Fields(call.inputs()), text);
        } else if (mapping instanceof Mapping.Constant constant) {
            // 1 and '1' are different constants of one text.
            text.append(constant).append(constant.value().getClass().getSimpleName());
        } else {
            text.append(mapping);
        }
    }
}
