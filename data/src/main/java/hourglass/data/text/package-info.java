/// Tables written as text: how they are written, and their rows.
@NullMarked
package hourglass.data.text;

import org.jspecify.annotations.NullMarked;
