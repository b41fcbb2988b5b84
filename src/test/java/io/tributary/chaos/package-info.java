/** Rows per second, side by side; see docs/chaoss/README.md. Not part of the product. */
package io.tributary.chaos;
