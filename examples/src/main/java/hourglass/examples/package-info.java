/// Programs of one file each, one per job.
@NullMarked
package hourglass.examples;

import org.jspecify.annotations.NullMarked;
