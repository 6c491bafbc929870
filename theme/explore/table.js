// The figures as a table: years by places, or places in one year. It is there in every view.

import {capital, exact, number, say} from "./words.js";

export function element(name, {text, ...attributes} = {}, ...children) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const small = text => element("small", {text});
const percent = value => number(100 * value, {written: "percent"});

function range({low, high}, unit) {
  if (low === null && high === null) return "";
  if (high === null) return say("table.low_cell", {low: exact(low, unit)});
  if (low === null) return say("table.high_cell", {high: exact(high, unit)});
  return say("table.range_cell", {low: exact(low, unit), high: exact(high, unit)});
}

/** Make the table of what is shown. */
export function table(model) {
  const {measure, unit} = model;
  const caption = element("caption", {class: "gcr-unseen", text: say("table.caption", {measure: measure.title, unit: measure.unit})});
  const made = model.years.length === 1 ? inOneYear(model, unit) : overYears(model, unit);
  return element("table", {class: "table"}, caption, ...made);
}

function overYears({places, years}, unit) {
  const head = element("tr", {}, element("th", {scope: "col", class: "gcr-words", text: say("table.year")}),
    ...places.map(place => element("th", {scope: "col", text: place.title})));
  const rows = years.map((year, n) => element("tr", {}, element("th", {scope: "row", text: year}), ...places.map(place => inYear(place.cells[n], unit))));
  return [element("thead", {}, head), element("tbody", {}, ...rows)];
}

function inYear(cell, unit) {
  if (!cell) return element("td");
  if (!cell.known) return element("td", {class: "gcr-none", text: cell.status, title: cell.reason || null});
  const made = element("td", {text: exact(cell.value, unit)});
  if (cell.low !== null || cell.high !== null) made.append(small(range(cell, unit)));
  const marks = [];
  if (cell.status !== "computed") marks.push(cell.status);
  if (cell.coverage !== null && cell.coverage < 0.995) marks.push(say("table.coverage_cell", {number: percent(cell.coverage)}));
  if (cell.carried) marks.push(say("table.year_cell", {year: cell.ownYear}));
  for (const n of cell.mark ?? []) marks.push(say("table.break_cell", {n}));
  for (const mark of marks) made.append(small(mark));
  return made;
}

function inOneYear({places, breaks}, unit) {
  const shown = places.map(place => ({place, cell: place.cells[0]})).filter(({cell}) => cell);
  shown.sort((a, b) => Number(b.cell.known) - Number(a.cell.known) || b.cell.value - a.cell.value);
  const any = test => shown.some(({cell}) => test(cell));
  const columns = [
    ["figure", cell => cell.known ? exact(cell.value, unit) : say("numbers.none")],
    ["range", cell => range(cell, unit), any(cell => cell.low !== null || cell.high !== null)],
    ["status", cell => capital(cell.status), true, true],
    ["coverage", cell => cell.coverage === null ? "" : percent(cell.coverage), any(cell => cell.coverage !== null && cell.coverage < 0.995)],
    ["own_year", cell => cell.known ? cell.ownYear : "", any(cell => cell.carried)],
    ["note", cell => [cell.reason, cell.known ? cell.seriesBreak : ""].filter(Boolean).join(". "), any(cell => cell.reason || cell.seriesBreak), true],
  ].filter(([, , there = true]) => there);
  const head = element("tr", {}, element("th", {scope: "col", class: "gcr-words", text: say("table.place")}),
    ...columns.map(([name, , , words]) => element("th", {scope: "col", class: words ? "gcr-words" : null, text: say(`table.${name}`)})));
  const rows = shown.map(({place, cell}) => element("tr", {}, element("th", {scope: "row", text: place.title}),
    ...columns.map(([name, write, , words]) => element("td", {
      class: words ? "gcr-words" : name === "figure" && !cell.known ? "gcr-none" : null,
      text: write(cell),
    }))));
  return [element("thead", {}, head), element("tbody", {}, ...rows)];
}

