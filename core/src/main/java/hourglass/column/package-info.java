@NullMarked
package hourglass.column;

import org.jspecify.annotations.NullMarked;
