/// Rows near each other: found exactly, and placed among others on a plane.
@org.jspecify.annotations.NullMarked
package hourglass.map;
