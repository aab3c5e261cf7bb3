@NullMarked
package hourglass.objective;

import org.jspecify.annotations.NullMarked;
