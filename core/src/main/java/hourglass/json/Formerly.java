package hourglass.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name that a settings record, or a component of one, had in the JSON of earlier versions: still read, never
/// written.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Formerly {
    /// In snake case, as it stands in files.
    String value();
}
