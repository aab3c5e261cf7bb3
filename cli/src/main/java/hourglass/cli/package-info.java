@NullMarked
package hourglass.cli;

import org.jspecify.annotations.NullMarked;
