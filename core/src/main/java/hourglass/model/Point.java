package hourglass.model;

/// A cell of a series that has to do with the score of a row in its neighbourhood.
///
/// @param row of the frame, from 0
/// @param reason what stands there and how much of the score it carries
public record Point(int row, Reason reason) {}
