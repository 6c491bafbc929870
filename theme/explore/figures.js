// What is shown of a choice: the cells of each place, breaks by number, and notes in words.

import {capital, joined, listed, number, say} from "./words.js";

export const PARTIAL = "partial", COMPLETE = 0.9, NAMED = 6, SEVERAL = 12;
const ABSENT = ["not collected", "not applicable"];

/** The first year in which a chosen place has a figure; the first of all where none has one. */
export function begins({places, to}, first, data) {
  const years = places.flatMap(id => data.places.get(id)?.cells ?? []).filter(({value, year}) => value !== null && year <= to).map(({year}) => year);
  return years.length ? Math.min(...years) : first;
}

/** Gather the cells of a choice. In the view of a map: all countries in the last year. */
export function gathered(state, lists, data) {
  const measure = lists.measureOf.get(state.measure);
  const ids = state.view === "map" ? lists.countries : state.places;
  const from = state.view === "map" ? state.to : state.from;
  const places = ids.filter(id => data.places.has(id)).map(id => {
    const {breaks, cells} = data.places.get(id);
    const shown = cells.filter(({year}) => from <= year && year <= state.to).map(cell => ({
      ...cell,
      known: cell.value !== null,
      carried: cell.value !== null && cell.ownYear !== cell.year,
      fill: cell.status === PARTIAL ? "hollow" : cell.coverage !== null && cell.coverage < COMPLETE ? "pale" : "full",
      mark: null,
    }));
    return {id, title: lists.placeOf.get(id).title, breaks, cells: shown};
  });
  const model = {measure, unit: lists.units[measure.unit] ?? {}, from, to: state.to, places, years: []};
  for (let year = from; year <= state.to; year += 1) model.years.push(year);
  model.all = places.flatMap(place => place.cells.map(cell => ({...cell, place})));
  model.known = model.all.filter(cell => cell.known);
  model.breaks = numbered(model);
  return model;
}

/** Number the breaks between figures that are shown; alike ones of several places are one. */
function numbered({places, years}) {
  const found = new Map();
  for (const place of places) {
    const known = place.cells.filter(cell => cell.known);
    for (const [year, text] of place.breaks) {
      const after = known.find(cell => cell.ownYear >= year);
      const inside = known.some(cell => cell.ownYear < year) && after;
      const here = years.length === 1 && after?.ownYear === year;
      if (!inside && !here) continue;
      const key = `${year} ${text}`;
      if (!found.has(key)) found.set(key, {year, text: text.replaceAll(` (${year})`, ""), of: []});
      found.get(key).of.push({place, cell: after});
    }
  }
  const breaks = [...found.values()].sort((a, b) => a.year - b.year);
  breaks.forEach((each, n) => {
    each.n = n + 1;
    for (const {cell} of each.of) cell.mark = [...cell.mark ?? [], each.n];
  });
  return breaks;
}

/** The cells of a place in runs that a line may join: a gap is a year without a figure, or a break. */
export function runs(place) {
  const found = [];
  let before = null;
  for (const cell of place.cells) {
    if (cell.known) {
      const broken = before && [...place.breaks.keys()].some(year => before.ownYear < year && year <= cell.ownYear);
      if (!before || broken || cell.year !== before.year + 1) found.push([]);
      found.at(-1).push(cell);
    }
    before = cell.known ? cell : null;
  }
  return found;
}

const namesIn = cells => [...new Set(cells.map(cell => cell.place.title))];
const reasonsIn = (cells, most = 2) => [...new Set(cells.map(cell => cell.reason).filter(Boolean))].slice(0, most);

/** Say what marks mean, which figures are other than computed, and who has none. */
export function notes(model, lists, view) {
  const {measure, known, all, places} = model;
  const every = new Set(known.map(cell => cell.place.id)).size;
  const of = cells => {
    const names = namesIn(cells);
    return names.length === every && every > 1 ? "" : say("notes.of", {places: listed(names, NAMED)});
  };
  const why = cells => reasonsIn(cells).length ? say("notes.why", {reasons: joined(reasonsIn(cells).map(text => text.replace(/\.$/, "")))}) : "";
  const also = cells => reasonsIn(cells).length ? say("notes.also", {reasons: joined(reasonsIn(cells).map(text => text.replace(/\.$/, "")))}) : "";
  const told = [];
  const partial = known.filter(cell => cell.status === PARTIAL);
  const pale = known.filter(cell => cell.fill === "pale");
  if (partial.length) {
    const cause = {of: of(partial), why: why(partial), also: also(partial), meaning: lists.statuses[PARTIAL], Status: capital(PARTIAL)};
    told.push(say(view === "table" ? "notes.status" : "notes.partial", cause));
  }
  if (pale.length && view === "chart") {
    const percent = value => number(100 * value, {written: "percent"});
    told.push(say("notes.coverage", {of: of(pale), limit: percent(COMPLETE), least: percent(Math.min(...pale.map(cell => cell.coverage)))}));
  }
  if (known.some(cell => cell.carried)) told.push(say(view === "chart" ? "notes.carried" : "notes.carried_table"));
  if (view === "chart" && known.some(cell => cell.low !== null && cell.high !== null)) told.push(say("notes.interval"));
  for (const status of Object.keys(lists.statuses)) {
    const cells = known.filter(cell => cell.status === status);
    if (!cells.length || status === "computed" || status === PARTIAL) continue;
    const values = {Status: capital(status), meaning: lists.statuses[status], title: measure.stands_in, of: of(cells), why: why(cells), also: also(cells)};
    told.push(say(status === "proxy" && measure.stands_in ? "notes.stands_in" : "notes.status", values));
  }
  told.push(...absent(model, view === "map" ? SEVERAL : Infinity));
  const empty = new Set(places.filter(place => !place.cells.some(cell => cell.known)).map(place => place.id));
  const gaps = all.filter(cell => !cell.known && !empty.has(cell.place.id));
  if (gaps.length) {
    const reasons = reasonsIn(gaps, 3);
    told.push(say("notes.gap", {why: reasons.length === 1 ? why(gaps) : ""}));
  }
  if (view === "chart" && model.breaks.length) told.push(say("notes.no_breaks"));
  return told;
}

/** Name the places without any figure, those with one status and reason together. */
function absent({places}, most) {
  const groups = new Map();
  for (const place of places) {
    if (place.cells.some(cell => cell.known) || !place.cells.length) continue;
    const {status, reason} = place.cells.at(-1);
    const key = `${status}\n${reason}`;
    if (!groups.has(key)) groups.set(key, {status, reason, names: []});
    groups.get(key).names.push(place.title);
  }
  return [...groups.values()].map(({status, reason, names}) => say(ABSENT.includes(status) ? `notes.none.${status}` : "notes.without", {
    places: listed(names, most),
    status,
    why: reason ? say("notes.why", {reasons: reason.replace(/\.$/, "")}) : "",
  }));
}

/** Say each break in words: whose, when, why. */
export function breakNotes(model) {
  return model.breaks.map(({year, text, of}) => say("notes.break", {
    places: listed(of.map(({place}) => place.title), NAMED),
    year,
    text,
  }));
}

/** Name sources with vintage and terms, each once. */
export function sourceLine(model, lists) {
  const found = new Map();
  for (const {source, vintage} of model.known) {
    const vintages = vintage.split("; ");
    source.split("; ").forEach((id, n) => { if (id) found.set(`${id} ${vintages[n]}`, [id, vintages[n] ?? vintage]); });
  }
  return [...found.values()].map(([id, vintage]) => ({...lists.sources[id], vintage}));
}

