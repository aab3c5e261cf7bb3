@NullMarked
package hourglass.random;

import org.jspecify.annotations.NullMarked;
