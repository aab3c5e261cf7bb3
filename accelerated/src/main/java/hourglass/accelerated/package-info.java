@NullMarked
package hourglass.accelerated;

import org.jspecify.annotations.NullMarked;
