@NullMarked
package hourglass.bench17;

import org.jspecify.annotations.NullMarked;
