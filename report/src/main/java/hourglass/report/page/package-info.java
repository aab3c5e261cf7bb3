@NullMarked
package hourglass.report.page;

import org.jspecify.annotations.NullMarked;
