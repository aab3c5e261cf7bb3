@NullMarked
package hourglass.model;

import org.jspecify.annotations.NullMarked;
