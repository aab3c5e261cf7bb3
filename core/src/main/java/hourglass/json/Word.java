package hourglass.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What people call a settings record, where that is not its name in snake case: see [Words]. Names in JSON stay.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Word {
    /// The usual name, in small letters; empty for that in snake case, which is read in any case.
    String value() default "";

    /// Other names that are read and never written.
    String[] alias() default {};
}
