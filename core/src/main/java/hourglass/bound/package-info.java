/// What a layer and the engine agree on: rows in tiles, a part of a batch, memory, and the bound form of a layer.
@NullMarked
package hourglass.bound;

import org.jspecify.annotations.NullMarked;
