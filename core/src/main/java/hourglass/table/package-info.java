@NullMarked
package hourglass.table;

import org.jspecify.annotations.NullMarked;
