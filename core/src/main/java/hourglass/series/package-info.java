/// Series: rows in an order, judged by stretches of it.
@NullMarked
package hourglass.series;

import org.jspecify.annotations.NullMarked;
