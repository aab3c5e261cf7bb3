"use strict";
// Puts the parts together, what is asked first before what is asked later.
const parts = [qualityPart(), columnsPart(), picturesPart(), mapPart(), codePart(), seriesPart(), report.odd ? oddPart() : null, probePart()].filter((part) => part);
const main = document.getElementById("report");
main.replaceChildren(headPart(),
  element("nav", { "aria-label": "Contents" }, contents.map(([id, title]) => element("a", { href: "#" + id, text: title }))),
  ...parts,
  element("footer", {}, paragraph("Written by Hourglass. The page holds values of the rows it shows; nothing is loaded from elsewhere.")));
if (report.map) drawMap();
// Milliseconds since the page was opened.
document.documentElement.dataset.drawn = String(Math.round(performance.now()));
