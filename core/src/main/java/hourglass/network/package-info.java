@NullMarked
package hourglass.network;

import org.jspecify.annotations.NullMarked;
