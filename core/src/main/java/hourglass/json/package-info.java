/// An immutable JSON tree, a strict parser and writer, and a codec between settings records and JSON.
@NullMarked
package hourglass.json;

import org.jspecify.annotations.NullMarked;
