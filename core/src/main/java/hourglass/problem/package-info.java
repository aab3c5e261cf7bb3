@NullMarked
package hourglass.problem;

import org.jspecify.annotations.NullMarked;
