@NullMarked
package hourglass.judge;

import org.jspecify.annotations.NullMarked;
