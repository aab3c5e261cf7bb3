@NullMarked
package hourglass.data.file;

import org.jspecify.annotations.NullMarked;
