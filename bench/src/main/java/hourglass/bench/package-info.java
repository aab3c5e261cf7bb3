@NullMarked
package hourglass.bench;

import org.jspecify.annotations.NullMarked;
