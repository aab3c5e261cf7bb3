package hourglass.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How a user is asked for a component of [Wishes]: see [Wish].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@Repeatable(Asked.Several.class)
@interface Asked {
    /// What it is, with `%s` for the words it knows.
    String value();

    Part of();

    String label() default "N";

    /// Where it is not that of the component.
    String name() default "";

    String alone() default "";

    /// What it is about.
    enum Part {
        /// The code of an autoencoder.
        CODE,
        /// Any network.
        NETWORK,
        /// How rows are made ready.
        ROWS,
        /// How a network learns.
        TRAINING
    }

    /// One component under several names.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Several {
        Asked[] value();
    }
}
