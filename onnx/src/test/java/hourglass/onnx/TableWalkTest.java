package hourglass.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.column.Encoded;
import hourglass.column.Kind;
import hourglass.column.Variable;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.network.Encode;
import hourglass.network.Encoding;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Columns of every kind, with every encoding and what is odd for each, give in ONNX Runtime what they give here.
class TableWalkTest {
    private static final Frame ROWS = Cells.rows(400);
    private static final Model MODEL = train();

    static Model train() {
        return Model.train(Table.of(ROWS, Cells.SCHEMA), Wishes.none().withEpochs(3));
    }

    @BeforeAll
    static void everyKindAndEncodingIsWalked() {
        Set<Class<?>> kinds =
                Cells.SCHEMA.columns().stream().map(it -> it.kind().getClass()).collect(Collectors.toSet());
        assertThat(kinds).containsExactlyInAnyOrder(Kind.class.getPermittedSubclasses());
        Set<Class<?>> encodings = new HashSet<>();
        MODEL.recipe().architecture().layers().stream()
                .filter(Encode.class::isInstance)
                .forEach(it -> ((Encode) it).columns().forEach(encoding -> encodings.add(encoding.getClass())));
        assertThat(encodings).containsExactlyInAnyOrder(Encoding.class.getPermittedSubclasses());
    }

    @Test
    void ordinaryRowsAgree() {
        assertAgree(ROWS);
    }

    @Test
    void oddRowsAgree() {
        assertAgree(Cells.odd(ROWS));
    }

    /// Every column by itself, so that no size of another hides a difference.
    private static void assertAgree(Frame rows) {
        OnnxModel onnx = OnnxModel.of(MODEL);
        Session.Outputs found = Session.run(onnx, Cells.inputs(rows, Cells.SCHEMA, onnx));
        Encoded encoded = MODEL.columns().schema().read(rows, MODEL.match(rows));
        Agreement.assertAgree("code", found.get("code"), MODEL.encode(encoded.rows()));
        Matrix means = MODEL.reconstruct(encoded.rows());
        List<Variable> variables = MODEL.columns().schema().variables();
        for (int j = 0; j < variables.size(); j++) {
            assertAgree(variables.get(j), found, means.columns(j, j + 1));
        }
        double[] scores = MODEL.score(rows);
        double[] foundScores = found.column("score");
        for (int i = 0; i < scores.length; i++) {
            Agreement.assertAgree("score of row " + i, new double[][] {{foundScores[i]}}, scores[i]);
        }
    }

    private static void assertAgree(Variable variable, Session.Outputs found, Matrix means) {
        String output = "reconstruction_" + variable.name();
        if (found.get(output) instanceof String[][]) {
            List<String> texts = found.texts(output);
            for (int i = 0; i < texts.size(); i++) {
                FrameBuilder cell = Frame.builder(List.of("cell"));
                variable.addTo(cell, means.get(i, 0));
                assertThat(texts.get(i))
                        .as(output)
                        .isEqualTo(cell.endRow().build().text(0, 0));
            }
            return;
        }
        double[] expected = new double[means.rows()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = value(variable, means.get(i, 0));
        }
        Agreement.assertAgree(output, found.get(output), expected);
    }

    private static double value(Variable variable, float mean) {
        return switch (variable.kind()) {
            case Kind.YesNo it ->
                it.equals(new Kind.YesNo()) ? mean : Double.parseDouble(variable.level(mean >= 0.5f ? 1 : 0));
            case Kind.Ordinal it ->
                Double.parseDouble(it.levels()
                        .get(Math.clamp(Math.round(mean), 0, it.levels().size() - 1)));
            default -> variable.decoded(mean);
        };
    }

    /// What is large and differs little comes in double precision: in single precision it would all be one number.
    @Test
    void whatIsTakenOffFirstComesInDoublePrecision() {
        OnnxModel onnx = OnnxModel.of(MODEL);
        assertThat(onnx.inputs())
                .extracting(it -> it.name() + " " + it.type())
                .contains("width float", "pressure double", "amount double", "opened double", "colour string")
                .contains("flag float", "member string", "sex float", "size string", "stars float")
                .contains("plant string", "version double", "column_score float")
                .doesNotContain("remark string", "remark float", "id float");
        assertThat(onnx.notes())
                .anyMatch(it -> it.startsWith("column \"score\" is the input \"column_score\""))
                .anyMatch(it -> it.startsWith("column \"remark\" is no input"))
                .anyMatch(it -> it.startsWith("column \"plant\", always the same text"));
    }
}
