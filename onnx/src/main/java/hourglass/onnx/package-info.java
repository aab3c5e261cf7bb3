@NullMarked
package hourglass.onnx;

import org.jspecify.annotations.NullMarked;
