package hourglass.data.text;

import hourglass.data.cell.NumberText;
import java.util.List;
import java.util.regex.Pattern;

/// How a text writes its numbers, judged on its first records. `1,234` is a number with a decimal comma if others of
/// the file are (`1,5`), a thousand and more if others have points (`1.5`); where nothing tells, fields between
/// semicolons have decimal commas, because that is why there are semicolons.
///
/// @param decimalComma whether numbers are written 1,5
/// @param loneGroups whether 1,234 (or 1.234 where commas are decimal) is a thousand and more
record NumberStyle(boolean decimalComma, boolean loneGroups) {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]*([.,])[0-9]+([eE][+-]?[0-9]+)?");
    private static final Pattern LONE_GROUP = Pattern.compile("[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}");
    private static final Pattern COMMA_GROUPS =
            Pattern.compile("[+-]?[1-9][0-9]{0,2}((,[0-9]{3}){2,}+|(,[0-9]{3})++\\.[0-9]+)");
    private static final Pattern POINT_GROUPS =
            Pattern.compile("[+-]?[1-9][0-9]{0,2}((\\.[0-9]{3}){2,}+|(\\.[0-9]{3})++,[0-9]+)");

    static NumberStyle of(List<Sample.Row> records, Delimiter delimiter) {
        int commas = 0;
        int points = 0;
        int loneCommas = 0;
        int lonePoints = 0;
        int commaGroups = 0;
        int pointGroups = 0;
        for (Sample.Row record : records) {
            for (String cell : record.cells()) {
                boolean comma = cell.indexOf(',') >= 0;
                if (!comma && cell.indexOf('.') < 0) {
                    continue;
                }
                String stripped = cell.strip();
                // All of them end with a digit, and a hundred thousand cells of a hostile line do not.
                if (!Character.isDigit(stripped.charAt(stripped.length() - 1))) {
                    continue;
                }
                if (LONE_GROUP.matcher(stripped).matches()) {
                    loneCommas += comma ? 1 : 0;
                    lonePoints += comma ? 0 : 1;
                } else if (DECIMAL.matcher(stripped).matches()) {
                    commas += comma ? 1 : 0;
                    points += comma ? 0 : 1;
                } else if (COMMA_GROUPS.matcher(stripped).matches()) {
                    commaGroups++;
                } else if (POINT_GROUPS.matcher(stripped).matches()) {
                    pointGroups++;
                }
            }
        }
        boolean untold = commas + points + commaGroups + pointGroups == 0;
        boolean decimalComma = commas > 10 * points
                || (commas + points == 0 && pointGroups > commaGroups)
                || (untold && delimiter == Delimiter.SEMICOLON && loneCommas > 0 && lonePoints == 0);
        boolean loneGroups = decimalComma ? pointGroups > 0 : commaGroups > 0 || (loneCommas > 0 && commas == 0);
        return new NumberStyle(decimalComma, loneGroups);
    }

    NumberText numbers() {
        return new NumberText(decimalComma, loneGroups);
    }
}
