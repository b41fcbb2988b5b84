/** The wire: records, their versions, and the record batch that carries them over a queue. Knows no Camel, MongoDB or AWS. */
@NullMarked
package io.tributary.record;

import org.jspecify.annotations.NullMarked;
