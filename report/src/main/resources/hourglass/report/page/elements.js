"use strict";
// Elements of the page. Texts come from files: they are set as texts, never as markup.
const report = JSON.parse(document.getElementById("content").textContent);

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "text") made.textContent = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined) made.append(child);
  }
  return made;
}

const paragraph = (text, style) => element("p", { text, class: style });

/** Numbers as a person reads them: four digits, a minus that is one, large ones in groups. */
function number(value, digits = 4) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (typeof value !== "number") return String(value);
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) {
    return value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("e+", "e").replace(/-/g, "−");
  }
  const rounded = size >= 10 ** (digits - 1) && Number.isInteger(value) ? value : Number(value.toPrecision(digits));
  return rounded.toLocaleString("en", { maximumFractionDigits: 10 }).replace("-", "−");
}

const count = (value) => value.toLocaleString("en");
const percent = (share, digits = 3) => share === null || share === undefined ? "–" : number(100 * share, digits) + " %";
const counted = (n, what, many) => count(n) + " " + (n === 1 ? what : many || what + "s");

/** A table of texts and numbers whose columns sort when their names are pressed. */
function table(data, { caption, formats = {}, ours, most = 200 } = {}) {
  const numeric = data.columns.map((_, j) => data.rows.some((row) => typeof row[j] === "number"));
  let rows = data.rows.slice();
  let sorted = null;
  const body = element("tbody");
  const heads = data.columns.map((name, j) => {
    const head = element("th", { scope: "col", class: numeric[j] ? "number" : null });
    if (name === "" || data.rows.length < 3) {
      head.textContent = name;
    } else {
      head.append(element("button", { type: "button", text: name, title: "sort by " + name, onclick: () => sort(j) }));
    }
    return head;
  });
  function sort(j) {
    const down = sorted && sorted[0] === j ? !sorted[1] : numeric[j];
    sorted = [j, down];
    rows = data.rows.slice().sort((a, b) => {
      if (a[j] === null || b[j] === null) return (a[j] === null) - (b[j] === null);
      const order = numeric[j] ? a[j] - b[j] : String(a[j]).localeCompare(String(b[j]), "en", { numeric: true });
      return down ? -order : order;
    });
    heads.forEach((head, k) => k === j ? head.setAttribute("aria-sort", down ? "descending" : "ascending") : head.removeAttribute("aria-sort"));
    fill();
  }
  function fill() {
    body.replaceChildren(...rows.slice(0, most).map((row) => element("tr", { class: ours && ours(row) ? "ours" : null },
      row.map((cell, j) => element(j === 0 ? "th" : "td", {
        scope: j === 0 ? "row" : null,
        class: numeric[j] ? "number" : null,
        text: formats[j] ? formats[j](cell) : typeof cell === "number" || cell === null ? number(cell) : cell,
      })))));
  }
  fill();
  const made = element("table", {}, caption ? element("caption", { class: "visually-hidden", text: caption }) : null,
    element("thead", {}, element("tr", {}, heads)), body);
  const scroll = element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption || "table" }, made);
  return data.rows.length > most
    ? element("div", {}, scroll, paragraph("… and " + counted(data.rows.length - most, "more line") + ".", "quiet"))
    : scroll;
}

/** A figure with its numbers behind it, for those who read rather than look. */
function figure(drawing, caption, behind, what) {
  return element("figure", {}, drawing, element("figcaption", { text: caption }),
    behind ? element("details", {}, element("summary", { text: "The numbers behind this figure" }),
      table(behind, { caption: what || caption })) : null);
}

/** A section of the report and its place in the table of contents. */
const contents = [];
function section(id, title, ...children) {
  contents.push([id, title]);
  return element("section", { id, "aria-labelledby": id + "-title" }, element("h2", { id: id + "-title", text: title }), children);
}

/** Packed numbers. */
function unpacked(text, Type) {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return new Type(bytes.buffer);
}
