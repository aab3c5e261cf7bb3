@NullMarked
package hourglass.matrix;

import org.jspecify.annotations.NullMarked;
