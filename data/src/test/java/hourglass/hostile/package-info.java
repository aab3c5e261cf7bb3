/// Hostile input: every parser meets files that are nearly valid.
@NullMarked
package hourglass.hostile;

import org.jspecify.annotations.NullMarked;
