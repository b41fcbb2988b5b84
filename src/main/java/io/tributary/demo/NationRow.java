package io.tributary.demo;

/** A nation as the geo system holds it. */
record NationRow(int id, String name, int regionId) {}
