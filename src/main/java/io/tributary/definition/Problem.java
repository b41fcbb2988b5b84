package io.tributary.definition;

/**
 * What is wrong in a definition, where, and what would be right:
 * {@code transformers/projections/registry.yaml:14 fields.bornOn.type: 'dat' is no type; did you mean 'date'?}.
 */
public record Problem(Place place, String message) {

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
