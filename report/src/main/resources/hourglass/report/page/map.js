"use strict";
// The map: a canvas with a point for each row; coloured by a column, searched, and cut out by a lasso.
const view = { colour: 0, filter: null, selected: null, focus: -1 };
let points, canvas, tip, legend, found, foundTitle;

function mapPart() {
  const { map } = report;
  if (!map) return null;
  points = {
    x: unpacked(map.x, Float32Array), y: unpacked(map.y, Float32Array),
    // A file that is drawn whole has its rows in order.
    number: map.numbers ? unpacked(map.numbers, Int32Array) : Int32Array.from({ length: map.points }, (_, i) => i + 1),
    columns: map.columns.map(withCells),
  };
  canvas = element("canvas", { tabindex: 0, role: "img", "aria-describedby": "map-help",
    "aria-label": `Map of ${counted(map.points, "row")}; the table below lists what is selected` });
  tip = element("div", { class: "tip", hidden: true, role: "status" });
  legend = element("div", { class: "legend", role: "group", "aria-label": "Legend; press a value to see it alone" });
  found = element("div");
  foundTitle = element("h3", { "aria-live": "polite" });
  const options = (choose) => points.columns.map((column, i) => choose(column) ? element("option", { value: i, text: column.name }) : null);
  const colouring = element("select", { id: "map-colour", onchange: () => { view.colour = Number(colouring.value); view.filter = null; refresh(); } },
    options((column) => column.kind !== "text"));
  view.colour = Number(colouring.value);
  const where = element("select", { id: "map-where" }, element("option", { value: "row", text: "row number" }), options(() => true));
  const what = element("input", { id: "map-what", type: "search", placeholder: "Basel, > 10, 3", size: 14 });
  const search = () => { view.filter = filterOf(where.value, what.value.trim()); view.selected = null; refresh(); };
  where.addEventListener("change", search);
  what.addEventListener("input", search);
  const touch = element("button", { type: "button", "aria-pressed": "false", text: "Lasso by touch", onclick: () => {
    touch.setAttribute("aria-pressed", String(canvas.classList.toggle("drawing")));
  } });
  const clear = element("button", { type: "button", text: "Show all", onclick: () => {
    view.filter = null; view.selected = null; what.value = ""; refresh();
  } });
  const how = `${counted(map.points, "point")}${map.points < map.rows ? ` drawn from ${counted(map.rows, "row")}` : ""}: ${map.how}.`;
  const formats = map.quality.columns.map((name) => name.startsWith("neighbours") ? (v) => percent(v) : (v) => v === null || typeof v === "string" ? v : v.toFixed(3));
  return section("map", "The map", paragraph(how),
    element("div", { class: "controls" }, element("label", { for: "map-colour" }, "Colour by", colouring),
      element("label", { for: "map-where" }, "Find in", where), element("label", { for: "map-what" }, "what", what), touch, clear),
    legend, element("div", { class: "map" }, canvas, tip),
    paragraph("Point at a row to see it; draw around some to list them. With the keyboard: arrow keys go from row to row, Enter selects it.", "quiet"),
    element("span", { id: "map-help", class: "visually-hidden", text: "Arrow keys go from row to row, Enter selects the row, Escape shows all." }),
    foundTitle, found,
    map.left > 0 ? paragraph(`${counted(map.left, "more column")} of the rows had no room in this page.`, "quiet") : null,
    element("h3", { text: "How far the map can be trusted" }),
    table(map.quality, { caption: "Quality of the map beside PCA", formats, ours: (row) => row[0] === "this map" }),
    paragraph(`Trustworthiness and continuity (Venna and Kaski 2001) of the 12 nearest rows, 1 at best${map.judged < map.points ? `; judged on ${counted(map.judged, "row")}, drawn` : ""}.`, "quiet"));
}

/** A column with its cells, which are unpacked when they are first asked for. */
function withCells(column) {
  let cells = null;
  return { ...column, get cells() { return cells ??= cellsOfColumn(column); } };
}

function cellsOfColumn(column) {
  if (column.kind === "category") return unpacked(column.values, column.levels.length <= 256 ? Uint8Array : Int32Array);
  if (column.kind === "single") return unpacked(column.values, Float32Array);
  if (column.kind === "double") return unpacked(column.values, Float64Array);
  return column.values;
}

function cellText(column, i) {
  const cell = column.cells[i];
  if (column.kind === "category") return column.levels[cell] === "" ? "missing" : column.levels[cell];
  if (column.kind === "text") return cell === "" ? "missing" : cell;
  return Number.isNaN(cell) ? "missing" : number(cell, 7);
}

/** Which points a search is for: a text that a cell holds, or a comparison with a number. */
function filterOf(where, what) {
  if (what === "") return null;
  const comparison = /^(<=|>=|<|>|=)?\s*([-+]?[0-9.]+(?:e[-+]?[0-9]+)?)$/i.exec(what);
  const compare = (value) => {
    const other = Number(comparison[2]);
    switch (comparison[1]) {
      case "<": return value < other;
      case "<=": return value <= other;
      case ">": return value > other;
      case ">=": return value >= other;
      default: return value === other || Number(value.toPrecision(7)) === other;
    }
  };
  const name = where === "row" ? "row number" : points.columns[where].name;
  const described = `${name} ${comparison && comparison[1] ? "" : "is or holds "}${what}`;
  if (where === "row") return { described, keep: (i) => comparison !== null && compare(points.number[i]) };
  const column = points.columns[where];
  if (column.kind === "single" || column.kind === "double") {
    return { described, keep: (i) => comparison ? compare(column.cells[i]) : cellText(column, i) === what };
  }
  if (comparison && comparison[1] && comparison[1] !== "=") {
    return { described, keep: (i) => cellText(column, i) !== "missing" && compare(Number(cellText(column, i))) };
  }
  const exact = column.kind === "category" && column.levels.includes(what);
  const sought = what.toLowerCase();
  return { described, keep: (i) => exact ? cellText(column, i) === what : cellText(column, i).toLowerCase().includes(sought) };
}

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const PALETTE = ["#4269d0", "#c58900", "#d9344a", "#2f9e8f", "#3a8f3a", "#e0559a", "#8a5bd1", "#4f9fd8", "#8f6446", "#767e8c"];

/** The colour of each point, and the legend that explains it. */
function colouring(column) {
  if (column.kind === "category") {
    const many = column.levels.length > PALETTE.length;
    const shown = many ? PALETTE.length - 1 : column.levels.length;
    const paint = (level) => level < shown ? PALETTE[level] : PALETTE.at(-1);
    legend.replaceChildren(...column.levels.slice(0, shown).map((level, i) => levelButton(column, level, i, paint(i))),
      ...(many ? [element("span", { class: "quiet", text: counted(column.levels.length - shown, "more value") + ": grey" })] : []));
    return (i) => paint(column.cells[i]);
  }
  const known = Float64Array.from(column.cells).filter((v) => !Number.isNaN(v)).sort();
  // The outermost hundredths would leave no colours for the others.
  const low = d3.quantileSorted(known, 0.01) ?? 0, high = d3.quantileSorted(known, 0.99) ?? 1;
  const from = dark.matches ? 0.25 : 0.02;
  const steps = d3.range(256).map((k) => d3.interpolateViridis(from + (0.95 - from) * k / 255));
  const paint = (v) => Number.isNaN(v) ? "#999999" : steps[Math.max(0, Math.min(255, Math.round(255 * (v - low) / (high - low || 1))))];
  legend.replaceChildren(element("span", { class: "quiet", text: number(low) + " or less" }),
    element("span", { class: "ramp", style: `background: linear-gradient(to right, ${d3.range(9).map((k) => steps[Math.round(255 * k / 8)]).join(",")})` }),
    element("span", { class: "quiet", text: number(high) + " or more" }));
  return (i) => paint(column.cells[i]);
}

function levelButton(column, level, place, paint) {
  const name = level === "" ? "missing" : level;
  const own = column.name + " is " + name;
  const pressed = view.filter && view.filter.described === own;
  return element("button", { type: "button", "aria-pressed": String(Boolean(pressed)), onclick: () => {
    view.filter = pressed ? null : { described: own, keep: (i) => column.cells[i] === place };
    view.selected = null;
    refresh();
  } }, element("span", { class: "swatch", style: "background:" + paint }), name.length > 24 ? name.slice(0, 23) + "…" : name);
}

/** From here on points are dots. */
const MANY = 20000;
let placed, tree, painter, kept;

/** Draws all points anew: those that were not chosen faint. */
function refresh() {
  painter = colouring(points.columns[view.colour]);
  kept = view.selected ? (i) => view.selected.has(i) : view.filter ? view.filter.keep : null;
  draw();
  list();
}

function draw() {
  const width = canvas.clientWidth, height = Math.round(Math.min(width * 0.75, window.innerHeight * 0.8));
  const ratio = window.devicePixelRatio || 1;
  canvas.style.height = height + "px";
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const n = points.x.length, margin = 14;
  const [left, right] = d3.extent(points.x), [bottom, top] = d3.extent(points.y);
  const scale = Math.min((width - 2 * margin) / (right - left || 1), (height - 2 * margin) / (top - bottom || 1));
  placed = { x: new Float32Array(n), y: new Float32Array(n) };
  for (let i = 0; i < n; i++) {
    placed.x[i] = width / 2 + (points.x[i] - (left + right) / 2) * scale;
    placed.y[i] = height / 2 - (points.y[i] - (bottom + top) / 2) * scale;
  }
  tree = null;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  const radius = Math.max(0.8, Math.min(4, 60 / Math.sqrt(n)));
  const passes = kept ? [[(i) => !kept(i), 0.12], [kept, 0.95]] : [[() => true, n > MANY ? 0.5 : 0.8]];
  if (n > MANY) dots(context, passes, radius * ratio, ratio);
  else discs(context, passes, radius);
  context.globalAlpha = 1;
  if (view.focus >= 0) {
    context.strokeStyle = getComputedStyle(canvas).color;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(placed.x[view.focus], placed.y[view.focus], radius + 4, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** Round points, one colour after the other. */
function discs(context, passes, radius) {
  for (const [which, opacity] of passes) {
    const groups = new Map();
    for (let i = 0; i < placed.x.length; i++) {
      if (!which(i)) continue;
      const paint = painter(i);
      if (!groups.has(paint)) groups.set(paint, []);
      groups.get(paint).push(i);
    }
    context.globalAlpha = opacity;
    for (const [paint, members] of groups) {
      context.fillStyle = paint;
      for (const i of members) {
        context.beginPath();
        context.arc(placed.x[i], placed.y[i], radius, 0, 2 * Math.PI);
        context.fill();
      }
    }
  }
}

/** Square points, pixel by pixel: of a hundred thousand the canvas itself would take half a second. */
function dots(context, passes, radius, ratio) {
  const { width, height } = canvas;
  const image = context.createImageData(width, height), data = image.data;
  const known = new Map();
  const side = Math.max(1, Math.round(2 * radius)), half = side / 2;
  for (const [which, opacity] of passes) {
    for (let i = 0; i < placed.x.length; i++) {
      if (!which(i)) continue;
      const paint = painter(i);
      let rgb = known.get(paint);
      if (!rgb) {
        rgb = d3.rgb(paint);
        known.set(paint, rgb);
      }
      const left = Math.round(placed.x[i] * ratio - half), top = Math.round(placed.y[i] * ratio - half);
      for (let y = Math.max(0, top); y < Math.min(height, top + side); y++) {
        for (let x = Math.max(0, left); x < Math.min(width, left + side); x++) {
          const at = 4 * (y * width + x), below = (data[at + 3] / 255) * (1 - opacity), whole = opacity + below;
          data[at] = (rgb.r * opacity + data[at] * below) / whole;
          data[at + 1] = (rgb.g * opacity + data[at + 1] * below) / whole;
          data[at + 2] = (rgb.b * opacity + data[at + 2] * below) / whole;
          data[at + 3] = 255 * whole;
        }
      }
    }
  }
  context.putImageData(image, 0, 0);
}

function nearest(x, y, within) {
  tree ??= d3.quadtree(d3.range(placed.x.length), (i) => placed.x[i], (i) => placed.y[i]);
  return tree.find(x, y, within);
}

function thumbnail(i, size) {
  const sheet = report.map.thumbnails;
  if (!sheet || i >= sheet.count) return null;
  const scale = Math.max(1, size / Math.max(sheet.width, sheet.height));
  const down = Math.ceil(sheet.count / sheet.across);
  return element("span", { class: "thumb", role: "img", "aria-label": "picture of row " + points.number[i], style: `width:${sheet.width * scale}px;height:${sheet.height * scale}px;`
    + `background-image:url(${sheet.source});background-size:${sheet.across * sheet.width * scale}px ${down * sheet.height * scale}px;`
    + `background-position:${-(i % sheet.across) * sheet.width * scale}px ${-Math.floor(i / sheet.across) * sheet.height * scale}px` });
}

/** Told beside the point. */
function show(i) {
  if (i === undefined || i < 0) {
    tip.hidden = true;
    return;
  }
  const colour = points.columns[view.colour];
  // A picture says more than its numbers.
  const picture = thumbnail(i, 80);
  const others = points.columns.filter((column) => column !== colour).slice(0, picture ? 2 : 7);
  tip.replaceChildren(element("div", {}, element("strong", { text: "row " + count(points.number[i]) }), picture,
    [colour, ...others].map((column) => element("div", { text: column.name + ": " + cellText(column, i) }))));
  tip.hidden = false;
  const x = placed.x[i], y = placed.y[i], width = canvas.clientWidth;
  tip.style.left = x > width / 2 ? "auto" : x + 12 + "px";
  tip.style.right = x > width / 2 ? width - x + 12 + "px" : "auto";
  tip.style.top = Math.max(0, Math.min(y + 12, canvas.clientHeight - tip.offsetHeight)) + "px";
}

/** The chosen rows, as a table that can be copied. */
function list() {
  if (!kept) {
    foundTitle.textContent = "";
    found.replaceChildren();
    return;
  }
  const chosen = d3.range(points.x.length).filter(kept);
  foundTitle.textContent = counted(chosen.length, "row") + (view.selected ? " selected" : ": " + view.filter.described);
  const columns = points.columns.slice(0, 12);
  const copy = element("button", { type: "button", text: "Copy their row numbers", onclick: async () => {
    const text = chosen.map((i) => points.number[i]).join("\n");
    try {
      await navigator.clipboard.writeText(text);
      copy.textContent = "Copied";
    } catch {
      // Pages from a file may not reach the clipboard: then there is a text to copy from.
      copy.replaceWith(element("textarea", { "aria-label": "row numbers", rows: 4, text }));
    }
  } });
  found.replaceChildren(chosen.length === 0 ? "" : element("div", { class: "controls" }, copy), table({
    columns: ["row", ...columns.map((column) => column.name)],
    rows: chosen.map((i) => [points.number[i], ...columns.map((column) =>
      column.kind === "single" || column.kind === "double" ? (Number.isNaN(column.cells[i]) ? null : column.cells[i]) : cellText(column, i))]),
  }, { caption: "Chosen rows", formats: [(v) => count(v)], most: 100 }));
}

function drawMap() {
  let path = null;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left - canvas.clientLeft, event.clientY - box.top - canvas.clientTop];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.pointerType === "touch" && !canvas.classList.contains("drawing"))) return;
    path = [at(event)];
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const here = at(event);
    if (!path) {
      show(nearest(here[0], here[1], 14));
      return;
    }
    const context = canvas.getContext("2d");
    context.strokeStyle = getComputedStyle(canvas).color;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(...path.at(-1));
    context.lineTo(...here);
    context.stroke();
    path.push(here);
  });
  canvas.addEventListener("pointerup", () => {
    const around = path;
    path = null;
    if (!around) return;
    if (around.length < 3) {
      const one = nearest(around[0][0], around[0][1], 14);
      view.selected = one === undefined ? null : new Set([one]);
    } else {
      view.selected = new Set(d3.range(placed.x.length).filter((i) => d3.polygonContains(around, [placed.x[i], placed.y[i]])));
    }
    refresh();
  });
  canvas.addEventListener("pointerleave", () => show());
  canvas.addEventListener("pointercancel", () => { path = null; draw(); });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) {
      event.preventDefault();
      view.focus = view.focus < 0 ? nearest(canvas.clientWidth / 2, canvas.clientHeight / 2) : next(step);
      draw();
      show(view.focus);
    } else if (event.key === "Enter" && view.focus >= 0) {
      view.selected = new Set([view.focus]);
      refresh();
    } else if (event.key === "Escape") {
      view.focus = -1;
      view.selected = null;
      view.filter = null;
      show();
      refresh();
    }
  });
  canvas.addEventListener("blur", () => { show(); });
  let width = canvas.clientWidth;
  window.addEventListener("resize", () => {
    if (canvas.clientWidth !== width) {
      width = canvas.clientWidth;
      draw();
    }
  });
  dark.addEventListener("change", refresh);
  refresh();
}

/** The nearest point in a direction; where there is none, the same. */
function next([dx, dy]) {
  let best = view.focus, least = Infinity;
  for (let i = 0; i < placed.x.length; i++) {
    const x = placed.x[i] - placed.x[view.focus], y = placed.y[i] - placed.y[view.focus];
    const along = x * dx + y * dy, across = Math.abs(x * dy - y * dx);
    if (along > 0.5 && across <= along && along + across < least) {
      least = along + across;
      best = i;
    }
  }
  return best;
}
