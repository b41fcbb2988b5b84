package io.tributary.agent;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines of a layout as the rows of a record batch, with the field that says what a line does taken out. */
final class FixedLengthRows {

    private final BindyLayout layout;
    private final List<String> columns;
    private final Set<String> deleteValues;

    /** The index of the operation field among the layout's columns, or -1. */
    private final int operation;

    FixedLengthRows(BindyLayout layout, String operationField, Set<String> deleteValues) {
        this.layout = layout;
        this.deleteValues = deleteValues;
        List<String> all = layout.columns();
        this.operation = operationField.isEmpty() ? -1 : all.indexOf(operationField);
        if (operation < 0 && !operationField.isEmpty()) {
            throw new IllegalArgumentException(
                    "operationField: '" + operationField + "' is no data field of the model; its fields are " + all);
        }
        this.columns =
                all.stream().filter(column -> !column.equals(operationField)).toList();
    }

    List<String> columns() {
        return columns;
    }

    /** Publishes lines: together if all of them are of the layout, else one by one. */
    void publish(List<String> lines, List<Integer> numbers, RecordPublisher publisher) {
        List<Object> models = lines.isEmpty() ? List.of() : readAll(lines);
        for (int i = 0; i < lines.size(); i++) {
            if (models == null) {
                publishAlone(lines.get(i), numbers.get(i), publisher);
            } else {
                publish(models.get(i), numbers.get(i), publisher);
            }
        }
    }

    private @Nullable List<Object> readAll(List<String> lines) {
        try {
            return lines.stream().anyMatch(FileText::isMalformed) ? null : layout.read(lines);
        } catch (Exception e) {
            return null;
        }
    }

    private void publishAlone(String line, int number, RecordPublisher publisher) {
        if (FileText.isMalformed(line)) {
            publisher.addUnreadable(
                    FileText.readable(line), number, "the line holds bytes that are none of the file's charset");
            return;
        }
        Object model;
        try {
            model = layout.read(List.of(line)).get(0);
        } catch (Exception e) {
            publisher.addUnreadable(line, number, reason(e));
            return;
        }
        publish(model, number, publisher);
    }

    private void publish(Object model, int number, RecordPublisher publisher) {
        @Nullable Object[] all = layout.values(model);
        if (operation < 0) {
            publisher.add(all, number);
            return;
        }
        @Nullable Object[] values = new Object[all.length - 1];
        System.arraycopy(all, 0, values, 0, operation);
        System.arraycopy(all, operation + 1, values, operation, values.length - operation);
        if (deleteValues.contains(String.valueOf(all[operation]).strip())) {
            publisher.addDelete(values, number);
        } else {
            publisher.add(values, number);
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause();
        String own = String.valueOf(e.getMessage());
        return cause == null || own.contains(String.valueOf(cause.getMessage()))
                ? own
                : own + ": " + cause.getMessage();
    }
}
