@NullMarked
package hourglass.optimize;

import org.jspecify.annotations.NullMarked;
