@NullMarked
package hourglass.report;

import org.jspecify.annotations.NullMarked;
