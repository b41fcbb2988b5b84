/** The commands: demo, run, check, verify. */
@NullMarked
package io.tributary.command;

import org.jspecify.annotations.NullMarked;
