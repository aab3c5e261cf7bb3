/// Pictures larger than a row: cut into patches, and put together again.
@NullMarked
package hourglass.picture;

import org.jspecify.annotations.NullMarked;
