@NullMarked
package hourglass.data.source;

import org.jspecify.annotations.NullMarked;
