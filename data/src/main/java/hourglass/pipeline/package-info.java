@NullMarked
package hourglass.pipeline;

import org.jspecify.annotations.NullMarked;
