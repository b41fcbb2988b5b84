/** Rows per second, side by side; see docs/benchmarks/README.md. Not part of the product. */
package io.tributary.benchmark;
