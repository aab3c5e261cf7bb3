/// Records of JSON, one after the other or in an array.
@NullMarked
package hourglass.data.json;

import org.jspecify.annotations.NullMarked;
