@NullMarked
package hourglass.data;

import org.jspecify.annotations.NullMarked;
