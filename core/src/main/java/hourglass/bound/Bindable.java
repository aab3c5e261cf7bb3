package hourglass.bound;

/// Settings of a layer that can be bound to memory and learned numbers.
public interface Bindable {
    /// The bound form, for training or for use as the binding says.
    BoundLayer bind(Binding binding);
}
