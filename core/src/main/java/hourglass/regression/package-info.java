@NullMarked
package hourglass.regression;

import org.jspecify.annotations.NullMarked;
