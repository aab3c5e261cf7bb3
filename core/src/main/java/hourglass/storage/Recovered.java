package hourglass.storage;

import hourglass.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;

/// What was read from a file or, where that is missing or damaged, from its previous version.
///
/// @param value what was read
/// @param file the file it was read from
/// @param fault what is wrong with the current file; empty when that was read
public record Recovered<T>(T value, Path file, Optional<ProblemException> fault) {}
