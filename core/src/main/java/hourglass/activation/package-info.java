@NullMarked
package hourglass.activation;

import org.jspecify.annotations.NullMarked;
