@NullMarked
package hourglass.data.array;

import org.jspecify.annotations.NullMarked;
