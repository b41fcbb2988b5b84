/** The demo: the systems of record of a trading company (TPC-H), and its live changes. */
@NullMarked
package io.tributary.demo;

import org.jspecify.annotations.NullMarked;
