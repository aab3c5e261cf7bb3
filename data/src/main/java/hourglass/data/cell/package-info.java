/// What a cell of a text is: a number, a date, a text, or nothing.
@NullMarked
package hourglass.data.cell;

import org.jspecify.annotations.NullMarked;
