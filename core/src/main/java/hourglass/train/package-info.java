@NullMarked
package hourglass.train;

import org.jspecify.annotations.NullMarked;
