"use strict";
// The parts of a report, in the order in which a person asks.

function headPart() {
  return element("header", {}, element("h1", { text: report.title }),
    element("dl", {}, report.facts.map(([name, text]) => [element("dt", { text: name }), element("dd", { text })])),
    report.notes.map((note) => paragraph(note, "note")),
    report.commands.map(([what, command]) => element("div", {}, paragraph(what, "quiet"), element("pre", {}, element("code", { text: command })))));
}

function qualityPart() {
  const { quality, history, compression } = report;
  if (!quality && !history && !compression) return null;
  const parts = [];
  if (quality) {
    const formats = quality.table.columns.map((name) => name === "explained" || name === "accuracy" ? (v) => percent(v) : null);
    parts.push(element("h3", { text: "Beside the simplest there is" }), paragraph("Judged " + quality.where + ".", "quiet"),
      table(quality.table, { caption: "The model beside its baselines", formats, ours: (row) => row[0].startsWith("this ") }));
    if (quality.table.columns.includes("explained")) {
      parts.push(paragraph(`Loss: ${quality.unit}, summed over columns. Explained: the share of the variance of these rows that is rebuilt.`, "quiet"));
    } else if (quality.table.columns.includes("nats per row")) {
      parts.push(paragraph("Nats: −log p of each cell from the rest of its row, by networks that were not trained on the row, summed over columns; lower is better.", "quiet"));
    }
    if (quality.noise) {
      parts.push(paragraph(`Noise: ${quality.noise.removed < 0 ? "more than before" : percent(quality.noise.removed) + " of its squared error is removed"} (${number(quality.noise.before)} before, ${number(quality.noise.after)} after, per number, in scaled units).`));
    }
    quality.remarks.forEach((remark) => parts.push(paragraph(remark, "note warning")));
  }
  if (report.seeds) parts.push(element("h3", { text: "With other seeds" }), seedsTable(report.seeds));
  if (history) parts.push(element("h3", { text: "Loss by epoch" }), historyFigure(history));
  if (compression) parts.push(element("h3", { text: "What the code costs in bytes" }), compressionFigure(compression));
  return section("quality", "Is it any good?", parts);
}

function seedsTable(seeds) {
  const ranges = seeds.columns.slice(1).map((name, j) => {
    const [low, high] = d3.extent(seeds.rows, (row) => row[j + 1]);
    const text = name === "explained" || name === "accuracy" ? percent : number;
    return low === undefined ? null : `${name} ${text(low)} to ${text(high)}`;
  }).filter((range) => range);
  return element("div", {}, paragraph(`Other first weights, another order of rows, other rows kept back: ${ranges.join(", ")}.`),
    table(seeds, { caption: "The same training with other seeds", formats: seeds.columns.map((name) => name === "explained" || name === "accuracy" ? (v) => percent(v) : null),
      ours: (row) => row === seeds.rows[0] }));
}

function historyFigure(history) {
  const lines = [{ name: "training", colour: "other", dashed: true, values: history.training }];
  const judged = history.validation.some((v) => v !== null);
  if (judged) lines.push({ name: "rows kept back", colour: "accent", values: history.validation });
  const caption = `Loss per row of ${counted(history.training.length, "epoch")}; `
    + (judged ? `the weights of epoch ${history.best} were kept, the lowest on rows kept back.` : `the weights of epoch ${history.best} were kept.`);
  return figure(lineChart(lines, { label: caption, xName: "epoch", yName: "loss per row", mark: { at: history.best, name: "kept" } }), caption, {
    columns: ["epoch", "training"].concat(judged ? ["rows kept back"] : []),
    rows: history.training.map((v, i) => [i + 1, v].concat(judged ? [history.validation[i]] : [])),
  });
}

function compressionFigure(compression) {
  const caption = `Bytes a row, of ${counted(compression.rows, "row")}. What all rows share, such as the decoder, comes to it once.`;
  const bars = compression.table.rows.map(([name, bytes]) => ({ name, value: bytes, ours: name.startsWith("autoencoder") }));
  return figure(barChart(bars, { label: caption }), caption
    + " Lossless ways have no error; the error is the root mean square per number, in the file's units. PCA is fitted to these very rows.", compression.table);
}

function columnsPart() {
  const { columns } = report;
  if (!columns) return null;
  const ofTable = columns.kind === "table";
  const all = () => table(columns.table, { caption: "The columns", formats, most: 60 });
  const formats = ofTable ? [null, null, (v) => percent(v)] : [null, null, null, (v) => percent(v)];
  const shown = columns.table.rows.slice(0, 24);
  const bars = ofTable
    ? shown.filter((row) => row[5] !== null).map((row) => ({ name: row[0], value: row[5], ours: true }))
    : shown.map((row) => ({ name: row[0], value: row[2], ours: true }));
  const parts = [paragraph(ofTable
    ? "What the other columns tell of each, least first: nats a cell, alone and from the rest of the row, on rows not trained on; and the error when known cells are hidden and guessed (numbers: in standard deviations; values: share of wrong ones)"
      + `, of the first ${counted(columns.judged, "row")}.`
    : "The error of each column, largest first: root mean square in the file's units, beside that of always saying the mean"
      + `, over ${counted(columns.judged, "row")}.`, "quiet")];
  if (columns.heat) {
    // Names of pixels say little: where they stand says more.
    parts.push(element("figure", { class: "heat" }, picture(columns.heat, "error of each pixel", 1),
      element("figcaption", { text: `Error of each pixel; white is ${number(columns.most)}, black none.` }),
      element("details", {}, element("summary", { text: "The numbers behind this figure" }), all())));
  } else if (bars.length > 0) {
    const caption = (ofTable ? "Nats gained from the other columns" : "Error of the model")
      + (columns.table.rows.length > shown.length ? `, of the first ${shown.length} columns of the table` : "") + ".";
    parts.push(element("figure", {}, barChart(bars, { label: caption }), element("figcaption", { text: caption })));
  }
  if (!columns.heat) parts.push(all());
  if (columns.left > 0) parts.push(paragraph(`${counted(columns.left, "more column")} not shown.`, "quiet"));
  return section("columns", "Columns", parts);
}

/** The name of a file without its folders; other places as they are. */
const placeOf = (it) => it.place.replace(/^.*[/\\\\]/, "");

function picture(source, alt, height) {
  return element("img", { src: source, alt, class: height <= 64 ? "pixelated" : null });
}

function picturesPart() {
  const { pictures } = report;
  if (!pictures) return null;
  const names = { original: "original", noisy: "with noise", rebuilt: "rebuilt", difference: "difference" };
  const strips = pictures.pictures.map((it) => element("div", { class: "strip" },
    element("span", { text: placeOf(it) + (it.label ? ", " + it.label : "") }),
    Object.keys(names).filter((key) => it[key]).map((key) =>
      picture(it[key], `${placeOf(it)}, ${names[key]}`, pictures.height)),
    element("span", { text: it.decibels === null ? "exact" : number(it.decibels, 3) + " dB, SSIM " + number(it.similarity, 2) })));
  const order = "From the best to the worst of " + counted(pictures.judged, "picture") + ", in equal steps: original, "
    + (pictures.pictures.some((it) => it.noisy) ? "with noise as in training, " : "")
    + "rebuilt, and the difference, black where there is none.";
  return section("pictures", "Pictures",
    paragraph(`Mean PSNR ${pictures.decibels === null ? "–" : number(pictures.decibels, 3) + " dB"}, mean SSIM ${number(pictures.similarity, 3)}`
      + (pictures.exact ? `; ${count(pictures.exact)} rebuilt exactly, which have no PSNR` : "") + "."),
    pictures.told ? null : paragraph(`The file does not say that its rows are pictures: ${pictures.height} × ${pictures.width} was guessed from a square number of columns with one range.`, "quiet"),
    element("figure", {}, element("div", { class: "strips" }, strips), element("figcaption", { text: order }),
      element("details", {}, element("summary", { text: "The numbers behind this figure" }), table({
        columns: ["picture", "label", "PSNR in dB", "SSIM"],
        rows: pictures.pictures.map((it) => [placeOf(it), it.label, it.decibels, it.similarity]),
      }, { caption: "Pictures from the best to the worst" }))),
    paragraph("PSNR: 10 log₁₀(peak² / mean squared error). SSIM: structural similarity (Wang et al. 2004), 1 for equal pictures.", "quiet"));
}

function rowCard(it, unit) {
  const facts = ["score " + number(it.score)];
  if (it.p !== undefined && it.p !== null) facts.push("p " + number(it.p, 2));
  if (it.flagged) facts.push("flagged");
  return element("div", { class: it.flagged ? "card odd" : "card" },
    it.picture ? picture(it.picture, "picture of " + placeOf(it), 1) : null,
    element("h4", { text: (it.place.startsWith("row ") ? it.place : `row ${count(it.row)}, ${placeOf(it)}`) + (it.label ? " – " + it.label : "") }),
    element("div", { class: "quiet", text: facts.join(", ") }),
    it.reasons && it.reasons.length ? element("ul", {}, it.reasons.map((why) => element("li", { text: `${why.text} (${number(why.nats, 3)} ${unit})` }))) : null,
    cellsOf(it));
}

function cellsOf(it) {
  return it.cells.length ? element("div", { class: "cells", text: it.cells.map(([name, text]) => `${name}: ${text === "" ? "missing" : text}`).join(" · ")
    + (it.left > 0 ? ` · … and ${counted(it.left, "more column")}` : "") }) : null;
}

function codePart() {
  const { code } = report;
  if (!code) return null;
  const carried = code.variational ? "nats" : "share";
  const shown = code.units.slice(0, 40);
  const caption = code.variational
    ? `Nats that each unit of the code carries (its divergence from N(0, 1), mean over ${counted(code.rows, "row")}), most first.`
    : `Share of the code's variance that each unit has, over ${counted(code.rows, "row")}, most first.`;
  const format = code.variational ? (v) => number(v, 3) : (v) => percent(v);
  const parts = [];
  const sparse = code.active !== undefined;
  const near = (it) => it.near.map(([unit, cosine]) => `${unit} (${number(cosine, 2)})`).join(", ");
  const hasNear = sparse && code.units.some((it) => it.near.length);
  parts.push(paragraph(`${counted(code.size, "number")}${sparse ? `, of which ${number(code.active, 3)} are not zero in a row, on average (L0)` : ""}; ${code.dead === 0 ? "none is dead" : counted(code.dead, "is dead", "are dead")}`
    + (code.variational ? `, ${code.silent === 0 ? "each carries something" : counted(code.silent, "carries nothing", "carry nothing")}` : "")
    + (code.unexplained === undefined ? "" : `; ${percent(code.unexplained)} of the rows' variance is left unexplained (FVU)`) + "."));
  if (code.dead + code.silent > 0 && 2 * (code.dead + code.silent) >= code.size) {
    parts.push(paragraph("At least half of the code is of no use: a smaller code would do, or the training has collapsed.", "note warning"));
  }
  parts.push(figure(
    barChart(shown.map((it) => ({ name: "unit " + it.unit + (it.state ? ", " + it.state.split(":")[0] : ""), value: it[carried] ?? 0, ours: !it.state })), { label: caption, format }),
    caption + (code.units.length > shown.length ? ` The first ${shown.length} are drawn.` : ""), {
      columns: ["unit", "mean", "standard deviation", "least", "greatest", "not zero in", code.variational ? "nats" : "share of variance", ...(hasNear ? ["nearest units (cosine)"] : []), "remark"],
      rows: code.units.map((it) => [String(it.unit), it.mean, it.deviation, it.low, it.high, it.active, it[carried], ...(hasNear ? [near(it)] : []), it.state]),
    }, "Units of the code"));
  if (code.units.length < code.size) parts.push(paragraph(`${counted(code.size - code.units.length, "more unit")} not listed.`, "quiet"));
  const withRows = code.units.filter((it) => it.top);
  if (withRows.length) {
    const chosen = element("select", { id: "unit", onchange: () => show() }, withRows.map((it) => element("option", { value: it.unit, text: "unit " + it.unit })));
    const cards = element("div", { class: "cards", "aria-live": "polite" });
    const title = element("h3");
    const nearest = element("p", { class: "quiet" });
    const show = () => {
      const unit = withRows.find((it) => String(it.unit) === chosen.value);
      title.textContent = `Rows in which unit ${chosen.value} is highest`;
      nearest.textContent = hasNear && unit.near.length ? `Nearest units by the cosine of their vectors in the decoder: ${near(unit)}.` : "";
      cards.replaceChildren(...unit.top.map((it) =>
      element("div", { class: "card" }, it.picture ? picture(it.picture, "picture of " + placeOf(it), 1) : null,
        element("h4", { text: placeOf(it) + (it.label ? " – " + it.label : "") }), element("div", { class: "quiet", text: number(it.value) }), cellsOf(it))));
    };
    show();
    parts.push(title,
      element("div", { class: "controls" }, element("label", { for: "unit" }, "Unit", chosen)), hasNear ? nearest : null, element("div", { class: "units" }, cards),
      withRows.length < code.units.filter((it) => !it.state).length ? paragraph(`Rows are shown of the first ${withRows.length} units.`, "quiet") : null);
  }
  return section("code", "The code", parts);
}

function oddPart() {
  const { odd } = report;
  const unit = odd.unit;
  const rule = odd.calibrated ? `${odd.decision}, by the scores of ${counted(odd.reference, "row")} kept back` : odd.decision + "; the model was not calibrated, so that nothing is flagged";
  const parts = [paragraph(`${counted(odd.judged, "row")} judged, ${count(odd.flagged)} flagged (${rule}). Higher is stranger; scores are in ${unit}.`)];
  if (odd.histogram) {
    const caption = "How many rows have which score" + (odd.flagged ? "; flagged ones are red." : ".");
    parts.push(figure(histogram(odd.histogram, { label: caption, xName: "score in " + unit, threshold: odd.threshold }), caption, {
      columns: ["score from", "to", "not flagged", "flagged"],
      rows: odd.histogram.ordinary.map((n, i) => [odd.histogram.edges[i], odd.histogram.edges[i + 1], n, odd.histogram.flagged[i]]),
    }, "Histogram of scores"));
  }
  parts.push(element("h3", { text: "The strangest" }), element("div", { class: "cards" }, odd.strangest.map((it) => rowCard(it, unit))));
  if (odd.ordinary.length) {
    parts.push(element("h3", { text: "The most ordinary" }), element("div", { class: "cards" }, odd.ordinary.map((it) => rowCard(it, unit))));
  }
  return section("odd", "Odd rows", parts);
}

function probePart() {
  const { probe } = report;
  if (!probe) return null;
  const caption = `Share of ${counted(probe.judged, "row")} whose “${probe.label}” (${count(probe.classes)} values) a straight line tells; it was fitted to other rows.`;
  return section("labels", "Labels",
    paragraph("The labels were not learned from. How well does a linear classifier find them in the code, beside as many principal components and all numbers?", "quiet"),
    figure(barChart(probe.table.rows.map(([name, , accuracy]) => ({ name, value: accuracy, ours: name === "the code" })), { label: caption, format: (v) => percent(v) }),
      caption, probe.table),
    probe.table.rows.length < 3 || probe.all ? null : paragraph("All that the network reads was too much for the comparison.", "quiet"));
}

function seriesPart() {
  const { series } = report;
  if (!series) return null;
  return section("series", "The series",
    paragraph(`${counted(series.rows, "row")}, judged by windows of ${count(series.window)}. Red marks: flagged rows.`, "quiet"),
    series.lines.filter((line) => line.low.some((v) => v !== null)).map((line) => {
      const caption = line.name === "score" ? "Score of each row" : line.name;
      return figure(bandChart(line, { label: caption + ", row by row", rows: series.rows, marks: series.flagged }), caption, {
        columns: ["row", "least", "greatest"],
        rows: line.low.map((v, i) => [Math.round(1 + i * Math.max(0, series.rows - 1) / Math.max(1, line.low.length - 1)), v, line.high[i]]),
      });
    }),
    series.left > 0 ? paragraph(`${counted(series.left, "more measure")} not drawn.`, "quiet") : null);
}
