@NullMarked
package hourglass.likelihood;

import org.jspecify.annotations.NullMarked;
