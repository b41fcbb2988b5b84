package io.tributary.definition;

/**
 * The text of one definition.
 *
 * @param name the file relative to its home, with '/' between folders: {@code transformers/projections/customers.yaml}
 */
public record DefinitionFile(String name, String text) {

    /** The name that the definition inside must have: the file's, without folder and extension. */
    String expectedName() {
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }
}
