package io.tributary.definition;

import org.jspecify.annotations.Nullable;

/**
 * The document that a mapping stands in.
 *
 * @param alias whose document it is
 * @param outer the scope around an {@code each}, or null at the base
 */
record Scope(String alias, @Nullable Scope outer) {}
