@NullMarked
package hourglass.data.row;

import org.jspecify.annotations.NullMarked;
