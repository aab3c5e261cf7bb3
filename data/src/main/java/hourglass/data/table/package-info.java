@NullMarked
package hourglass.data.table;

import org.jspecify.annotations.NullMarked;
