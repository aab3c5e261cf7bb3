@NullMarked
package hourglass.loss;

import org.jspecify.annotations.NullMarked;
