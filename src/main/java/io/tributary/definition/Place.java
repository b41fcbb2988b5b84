package io.tributary.definition;

/**
 * Where something stands in a definition.
 *
 * @param file the file, relative to its home: {@code transformers/projections/customers.yaml}
 * @param line 1-based
 * @param path the keys down to it: {@code fields.bornOn.type}
 */
public record Place(String file, int line, String path) {

    @Override
    public String toString() {
        return path.isEmpty() ? file + ":" + line : file + ":" + line + " " + path;
    }
}
