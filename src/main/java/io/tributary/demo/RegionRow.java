package io.tributary.demo;

/** A region as the geo system holds it. */
record RegionRow(int id, String name) {}
