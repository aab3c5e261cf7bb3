@NullMarked
package hourglass.data.picture;

import org.jspecify.annotations.NullMarked;
