/// An application on the module path: what it requires is all it says of Hourglass.
module outside.modular {
    requires hourglass.core;
}
