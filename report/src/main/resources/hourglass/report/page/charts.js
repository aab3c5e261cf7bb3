"use strict";
// Charts: drawn once at one size, scaled by the page. Each is an image for a screen reader, named by what it shows.
const colour = (name) => "var(--" + name + ")";

function drawing(width, height, label) {
  return d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
    .attr("role", "img").attr("aria-label", label);
}

/** Text in a chart is as large as beside it, so a narrow screen gets a narrow chart. */
const roomy = Math.max(300, Math.min(640, document.documentElement.clientWidth - 32));

const tick = (value) => number(value, 3);

/** On a logarithmic scale only as many names as there is room for. */
function ticked(axis, scale, ticks, format) {
  return (scale.base ? axis.ticks(ticks, ",.3~g") : axis.ticks(ticks).tickFormat(format)).tickSizeOuter(0);
}

function axes(svg, x, y, { width, height, margin, xName, yName, xTicks = Math.round(width / 100), yTicks = 5, xFormat = tick, yFormat = tick }) {
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - margin.bottom})`)
    .call(ticked(d3.axisBottom(x), x, xTicks, xFormat));
  svg.append("g").attr("class", "axis").attr("transform", `translate(${margin.left},0)`)
    .call(ticked(d3.axisLeft(y), y, yTicks, yFormat));
  svg.append("text").attr("x", width - margin.right).attr("y", height - 4).attr("text-anchor", "end").text(xName);
  svg.append("text").attr("x", 4).attr("y", 12).text(yName);
}

/** Values along a row of places; null where there is none. A logarithmic scale where they span a factor of fifty. */
function lineChart(lines, { label, xName, yName, mark, width = roomy, height = 260 }) {
  const margin = { top: 24, right: 12, bottom: 36, left: 60 };
  const values = lines.flatMap((line) => line.values).filter((v) => v !== null);
  let [low, high] = d3.extent(values);
  const logarithmic = low > 0 && high > 50 * low;
  const length = d3.max(lines, (line) => line.values.length);
  const x = d3.scaleLinear(length > 1 ? [1, length] : [0, 2], [margin.left, width - margin.right]);
  const y = (logarithmic ? d3.scaleLog() : d3.scaleLinear())
    .domain(low === high ? [low - 1, high + 1] : [low, high]).nice().range([height - margin.bottom, margin.top]);
  const svg = drawing(width, height, label);
  axes(svg, x, y, { width, height, margin, xName, yName: yName + (logarithmic ? " (logarithmic)" : ""),
    xFormat: (v) => Number.isInteger(v) ? count(v) : "" });
  lines.forEach((line, i) => {
    const points = line.values.map((v, k) => [k + 1, v]);
    svg.append("path").attr("fill", "none").attr("stroke", colour(line.colour)).attr("stroke-width", 2)
      .attr("stroke-dasharray", line.dashed ? "5 4" : null)
      .attr("d", d3.line().defined((p) => p[1] !== null).x((p) => x(p[0])).y((p) => y(p[1]))(points));
    if (length === 1) {
      svg.append("circle").attr("cx", x(1)).attr("cy", y(line.values[0])).attr("r", 3).attr("fill", colour(line.colour));
    }
    const at = width - margin.right - 150, top = margin.top + 4 + 16 * i;
    svg.append("line").attr("x1", at).attr("x2", at + 24).attr("y1", top).attr("y2", top)
      .attr("stroke", colour(line.colour)).attr("stroke-width", 2).attr("stroke-dasharray", line.dashed ? "5 4" : null);
    svg.append("text").attr("class", "value").attr("x", at + 30).attr("y", top + 4).text(line.name);
  });
  if (mark) {
    svg.append("line").attr("x1", x(mark.at)).attr("x2", x(mark.at)).attr("y1", margin.top).attr("y2", height - margin.bottom)
      .attr("stroke", colour("good")).attr("stroke-dasharray", "2 3");
    const end = x(mark.at) > width / 2;
    svg.append("text").attr("x", x(mark.at) + (end ? -4 : 4)).attr("y", height - margin.bottom - 6)
      .attr("text-anchor", end ? "end" : "start").text(mark.name);
  }
  return svg.node();
}

/** Bars one below the other, with names and values; to the left of the line those below nothing. */
function barChart(bars, { label, format = number, width = roomy, nameWidth = Math.min(190, 0.42 * width) }) {
  const step = 24, height = bars.length * step + 4;
  const low = Math.min(0, d3.min(bars, (bar) => bar.value)), high = Math.max(0, d3.max(bars, (bar) => bar.value));
  const x = d3.scaleLinear([low, high > low ? high : low + 1], [nameWidth, width - 90]);
  const svg = drawing(width, height, label);
  const most = Math.floor(nameWidth / 7);
  bars.forEach((bar, i) => {
    const top = i * step + 3, from = x(Math.min(0, bar.value)), to = x(Math.max(0, bar.value));
    const name = bar.name.length > most ? bar.name.slice(0, most - 1) + "…" : bar.name;
    svg.append("text").attr("class", "value").attr("x", nameWidth - 8).attr("y", top + 14).attr("text-anchor", "end").text(name)
      .append("title").text(bar.name);
    svg.append("rect").attr("x", from).attr("y", top).attr("height", step - 6).attr("width", Math.max(1, to - from))
      .attr("fill", colour(bar.value < 0 ? "odd" : bar.ours ? "accent" : "other"));
    svg.append("text").attr("class", "value").attr("x", to + 6).attr("y", top + 14).text(format(bar.value));
  });
  if (low < 0) svg.append("line").attr("x1", x(0)).attr("x2", x(0)).attr("y1", 0).attr("y2", height).attr("stroke", colour("other"));
  return svg.node();
}

/** Two kinds of counts on top of each other; heights by the square root, so that a single odd row is seen. */
function histogram(data, { label, xName, threshold, width = roomy, height = 240 }) {
  const margin = { top: 24, right: 12, bottom: 36, left: 52 };
  const edges = data.edges;
  const x = (data.logarithmic ? d3.scaleLog() : d3.scaleLinear())
    .domain(edges[0] === edges.at(-1) ? [edges[0] - 1, edges[0] + 1] : [edges[0], edges.at(-1)])
    .range([margin.left, width - margin.right]);
  const most = d3.max(data.ordinary.map((n, i) => n + data.flagged[i]));
  const y = d3.scaleSqrt([0, most], [height - margin.bottom, margin.top]);
  const svg = drawing(width, height, label);
  axes(svg, x, y, { width, height, margin, xName: xName + (data.logarithmic ? " (logarithmic)" : ""), yName: "rows (square root)", yTicks: 4,
    yFormat: (v) => Number.isInteger(v) ? count(v) : "" });
  data.ordinary.forEach((n, i) => {
    const left = x(edges[i]), wide = Math.max(1, x(edges[i + 1]) - left - 1);
    for (const [kind, from, to] of [["accent", 0, n], ["odd", n, n + data.flagged[i]]]) {
      if (to > from) {
        svg.append("rect").attr("x", left).attr("width", wide).attr("y", y(to)).attr("height", y(from) - y(to)).attr("fill", colour(kind))
          .append("title").text(`${count(to - from)} ${kind === "odd" ? "flagged" : "not flagged"}, ${number(edges[i])} to ${number(edges[i + 1])}`);
      }
    }
  });
  if (threshold !== null && threshold >= edges[0] && threshold <= edges.at(-1)) {
    svg.append("line").attr("x1", x(threshold)).attr("x2", x(threshold)).attr("y1", margin.top - 4).attr("y2", height - margin.bottom)
      .attr("stroke", colour("odd")).attr("stroke-width", 2).attr("stroke-dasharray", "4 3");
    const end = x(threshold) > width / 2;
    svg.append("text").attr("class", "value").attr("x", x(threshold) + (end ? -5 : 5)).attr("y", margin.top + 4)
      .attr("text-anchor", end ? "end" : "start").text("flagged above " + number(threshold));
  }
  return svg.node();
}

/** The least and the greatest of each stretch, with marks below. */
function bandChart(line, { label, rows, marks = [], width = Math.max(roomy, Math.min(1100, document.documentElement.clientWidth - 32)), height = 150 }) {
  const margin = { top: 20, right: 12, bottom: 34, left: 60 };
  const length = line.low.length;
  const x = d3.scaleLinear([1, rows], [margin.left, width - margin.right]);
  const place = (i) => x(1 + i * Math.max(1, rows - 1) / Math.max(1, length - 1));
  const known = line.low.concat(line.high).filter((v) => v !== null);
  const y = d3.scaleLinear(d3.extent(known), [height - margin.bottom, margin.top]).nice();
  const svg = drawing(width, height, label);
  axes(svg, x, y, { width, height, margin, xName: "row", yName: line.name, yTicks: 4 });
  svg.append("path").attr("fill", colour("accent")).attr("stroke", colour("accent")).attr("stroke-width", 1)
    .attr("d", d3.area().defined((_, i) => line.low[i] !== null).x((_, i) => place(i)).y0((_, i) => y(line.low[i])).y1((_, i) => y(line.high[i]))(line.low));
  marks.forEach((row) => svg.append("line").attr("x1", x(row)).attr("x2", x(row)).attr("y1", height - margin.bottom).attr("y2", height - margin.bottom - 8)
    .attr("stroke", colour("odd")).attr("stroke-width", 1.5));
  return svg.node();
}
