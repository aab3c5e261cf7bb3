package hourglass.data.source;

import hourglass.model.ValueType;
import java.util.List;
import java.util.OptionalLong;

/// What is known of a source before its first row is read.
///
/// @param name the file as shown in errors
/// @param columns names of the columns delivered
/// @param shape of one row
/// @param valueType what the numbers are, as stored
/// @param rowCount the number of rows where known
public record Heading(
        String name, List<String> columns, List<Integer> shape, ValueType valueType, OptionalLong rowCount) {}
