@NullMarked
package hourglass.inference;

import org.jspecify.annotations.NullMarked;
