/** Definitions of projections and single views: strict YAML to records, checked as a whole. Knows no Camel, MongoDB or AWS. */
@NullMarked
package io.tributary.definition;

import org.jspecify.annotations.NullMarked;
