/// Spark ML's Estimator and Transformer of Hourglass. What users need is [hourglass.spark.HourglassAutoencoder],
/// [hourglass.spark.HourglassModel] and the settings that both have, [hourglass.spark.HourglassParams].
@NullMarked
package hourglass.spark;

import org.jspecify.annotations.NullMarked;
