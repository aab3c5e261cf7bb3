@NullMarked
package hourglass.engine;

import org.jspecify.annotations.NullMarked;
