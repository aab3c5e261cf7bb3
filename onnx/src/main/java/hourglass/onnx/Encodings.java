package hourglass.onnx;

import hourglass.network.Encode;
import hourglass.network.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// An [Encode] layer as nodes: columns of one encoding together, then put into the order of the layer.
final class Encodings {
    private final Algebra algebra;

    Encodings(Algebra algebra) {
        this.algebra = algebra;
    }

    /// What a row is encoded as of which nothing is known.
    static double[] ofNothing(Encode encode) {
        return encode.columns().stream()
                .flatMapToDouble(encoding -> switch (encoding) {
                    case Encoding.Real it -> Arrays.stream(new double[] {0, 1});
                    case Encoding.Logarithm it -> Arrays.stream(new double[] {0, 1});
                    case Encoding.YesNo it -> Arrays.stream(new double[] {0});
                    case Encoding.OneHot it -> Arrays.stream(new double[it.levels()]);
                    case Encoding.Circle it -> Arrays.stream(new double[] {0, 0});
                })
                .toArray();
    }

    /// The numbers of rows, (rows × their width).
    ///
    /// @param rows (rows × columns), NaN where a cell is missing
    Value of(Encode encode, Value rows) {
        List<Encoding> all = encode.columns();
        Map<Class<?>, List<Integer>> byKind = new LinkedHashMap<>();
        for (int j = 0; j < all.size(); j++) {
            byKind.computeIfAbsent(all.get(j).getClass(), it -> new ArrayList<>())
                    .add(j);
        }
        SideBySide laid = new SideBySide(all.size());
        for (List<Integer> own : byKind.values()) {
            Value x = algebra.columns(
                    rows, all.size(), own.stream().mapToInt(Integer::intValue).toArray());
            add(own.stream().map(all::get).toList(), own, x, laid);
        }
        return laid.inOrder(algebra);
    }

    /// Adds columns of one encoding.
    private void add(List<Encoding> encodings, List<Integer> own, Value x, SideBySide laid) {
        Value missing = algebra.isNaN(x);
        Value present = algebra.where(missing, 0, x);
        switch (encodings.getFirst()) {
            case Encoding.Real it -> {
                Value low = row(x, encodings, Encoding.Real.class, Encoding.Real::low);
                Value high = row(x, encodings, Encoding.Real.class, Encoding.Real::high);
                Value bounded = algebra.smaller(algebra.larger(present, low), high);
                laid.add(own, algebra.where(missing, 0, bounded), algebra.toFloat(missing));
            }
            case Encoding.Logarithm it -> {
                Value y = algebra.toDouble(algebra.larger(present, 0));
                Value center = row(y, encodings, Encoding.Logarithm.class, Encoding.Logarithm::center);
                Value scale = row(y, encodings, Encoding.Logarithm.class, Encoding.Logarithm::scale);
                Value high = row(y, encodings, Encoding.Logarithm.class, Encoding.Logarithm::high);
                Value scaled = algebra.divide(algebra.subtract(algebra.log(algebra.add(y, 1)), center), scale);
                Value bounded = algebra.toFloat(algebra.smaller(scaled, high));
                laid.add(own, algebra.where(missing, 0, bounded), algebra.toFloat(missing));
            }
            case Encoding.YesNo it -> {
                // Twice what is 1 from ½ on, less 1.
                Value yes = algebra.toFloat(algebra.not(algebra.isBelow(present, 0.5)));
                Value sign = algebra.add(algebra.multiply(yes, 2), -1);
                laid.add(own, algebra.where(missing, 0, sign));
            }
            case Encoding.Circle it -> {
                Value unknown = algebra.or(missing, algebra.isInfinite(x));
                Value angle = algebra.toDouble(algebra.where(unknown, 0, x));
                laid.add(
                        own,
                        algebra.where(unknown, 0, algebra.toFloat(algebra.cosine(angle))),
                        algebra.where(unknown, 0, algebra.toFloat(algebra.sine(angle))));
            }
            case Encoding.OneHot it -> {
                for (int i = 0; i < own.size(); i++) {
                    int levels = encodings.get(i).width();
                    double[] indices =
                            IntStream.range(0, levels).asDoubleStream().toArray();
                    Value cell = algebra.columns(x, own.size(), i);
                    Value hot = algebra.isEqual(cell, algebra.rowLike(x, indices));
                    laid.add(own.get(i), algebra.toFloat(hot), levels);
                }
            }
        }
    }

    private <E extends Encoding> Value row(
            Value x, List<Encoding> encodings, Class<E> type, ToDoubleFunction<E> setting) {
        return algebra.rowLike(
                x, encodings.stream().map(type::cast).mapToDouble(setting).toArray());
    }
}
