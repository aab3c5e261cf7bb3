/// Files that survive crashes: atomic saving with verification, and tensors in the safetensors format.
@NullMarked
package hourglass.storage;

import org.jspecify.annotations.NullMarked;
