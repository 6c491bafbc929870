// A chart: places over the years as lines, or side by side in one year as bars. One unit, one scale.

import {draw, colours, position, ticks, widthOf, wrapped} from "./draw.js";
import {runs} from "./figures.js";
import {exact, number, round, say} from "./words.js";

export const MOST_LINES = 8, MOST_BARS = 16;
const LOOKS = [false, true].flatMap(square => ["main", "accent", "ink", "light"].map(colour => ({colour, square})));
const TEXT = 13, NARROW = 600;

/** Places that the chart has room for: those with a figure, in the reader's order. */
export function drawn(model) {
  const known = model.places.filter(place => place.cells.some(cell => cell.known));
  const most = model.years.length > 1 ? MOST_LINES : MOST_BARS;
  return {places: known.slice(0, most), left: known.length > most, most, years: model.years.length > 1};
}

/** Draw the chart into a box; return the key, what stands for it in words, and how to take it down. */
export async function chart(box, model) {
  const {places, years} = drawn(model);
  const wide = box.clientWidth;
  const made = years ? lines(model, places, wide) : bars(model, places, wide);
  const {finalize} = await draw(box, made.spec);
  return {finalize, key: made.key, alternative: alternative(model, places)};
}

const tip = (place, cell, unit) => {
  const figure = say("alternative.figure", {number: exact(cell.value, unit), year: cell.ownYear});
  return `${say("key.item", {place: place.title, figure})}${cell.status === "computed" ? "" : ` (${cell.status})`}`;
};

function alternative(model, places) {
  const {measure, unit} = model;
  const told = places.map(place => {
    const known = place.cells.filter(cell => cell.known);
    const most = known.reduce((best, cell) => cell.value > best.value ? cell : best);
    const written = cell => say("alternative.figure", {number: number(cell.value, unit), year: cell.ownYear});
    const [first, last] = [known[0], known.at(-1)].map(written);
    return known.length > 1
      ? say("alternative.told", {place: place.title, first, last, most: written(most)})
      : say("alternative.one", {place: place.title, last});
  });
  const years = say("years", {n: model.years.length, from: model.from, to: model.to});
  return say("alternative.chart", {measure: measure.title, unit: measure.unit, years, told: told.join(" ")});
}

/** From zero on, but for years; negative figures below it. */
function limits(cells, unit) {
  const ends = cells.flatMap(cell => [cell.value, cell.low, cell.high]).filter(value => value !== null);
  if (unit.written === "year") return [Math.min(...ends) - 1, Math.max(...ends) + 1];
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  return [low * 1.06, high * 1.06 || (low ? 0 : 1)];
}

function lines(model, places, wide) {
  const {unit} = model;
  const tint = colours();
  const narrow = wide < NARROW;
  const known = places.flatMap(place => place.cells.filter(cell => cell.known));
  const [low, high] = limits(known, unit);
  const marks = ticks(low, high);
  const written = marks.map(mark => round(mark, unit));
  const left = Math.ceil(Math.max(...written.map(text => widthOf(text, 12)))) + 10;
  const look = new Map(places.map((place, n) => [place.id, LOOKS[n]]));
  const names = narrow ? [] : places.map(place => {
    const last = place.cells.filter(cell => cell.known).at(-1);
    const when = last.year === model.to ? "" : ` (${last.year})`;
    return {place, last, text: [...wrapped(place.title, TEXT, 150, 600), number(last.value, unit) + when]};
  });
  const right = narrow ? 10 : Math.ceil(Math.max(...names.flatMap(({text}) => text.map(line => widthOf(line, TEXT, 600))))) + 22;
  const top = model.breaks.length ? 26 : 10, bottom = 26;
  const lowest = names.reduce((sum, {text}) => sum + text.length * 16 + 5, 0);
  const height = Math.max(narrow ? 250 : 330, lowest);
  const width = wide - left - right;
  const scale = {x: [model.from - 0.4, model.to + 0.4], y: [low, high]};
  const x = field => position(field, scale.x), y = field => position(field, scale.y);
  const plain = field => ({field, type: "nominal", scale: null});
  const colour = id => tint[look.get(id).colour];

  const segments = [], dotted = [], points = [], intervals = [];
  for (const place of places) {
    runs(place).forEach((run, n) => {
      run.forEach((cell, at) => {
        const one = {x: cell.year, y: cell.value, colour: colour(place.id), run: `${place.id} ${n}`};
        if (!cell.carried) segments.push(one);
        if (cell.carried && at) dotted.push({...one, x2: run[at - 1].year, y2: run[at - 1].value});
        const filled = {full: one.colour, pale: tint.faint, hollow: tint.paper}[cell.fill];
        points.push({...one, filled, shape: look.get(place.id).square ? "square" : "circle", tip: tip(place, cell, unit)});
        if (cell.low !== null && cell.high !== null && cell.high > cell.low) intervals.push({...one, y: cell.low, y2: cell.high, tip: one.tip});
      });
    });
  }
  const upright = model.breaks.filter(each => each.of.some(({place}) => look.has(place.id)));
  const years = yearMarks(model.from, model.to, width);
  const stroke = {stroke: plain("colour")};
  const layer = [
    {data: {values: marks.map(mark => ({mark}))}, mark: {type: "rule", stroke: tint.faint, strokeWidth: 1}, encoding: {y: y("mark")}},
    {data: {values: marks.map((mark, n) => ({mark, text: written[n]}))},
      mark: {type: "text", align: "right", baseline: "middle", fontSize: 12, fill: tint.quiet, clip: false},
      encoding: {x: {value: -8}, y: y("mark"), text: plain("text")}},
    {data: {values: years.map(year => ({year, text: `${year}`}))},
      mark: {type: "text", align: "center", baseline: "top", fontSize: 12, fill: tint.quiet, clip: false},
      encoding: {x: x("year"), y: {value: height + 8}, text: plain("text")}},
    {data: {values: upright.map(({year, n}) => ({year: year - 0.5, text: `[${n}]`}))},
      mark: {type: "rule", stroke: tint.quiet, strokeWidth: 1, strokeDash: [3, 3]}, encoding: {x: x("year")}},
    {data: {values: together(upright)},
      mark: {type: "text", align: "center", baseline: "bottom", fontSize: 12, fill: tint.quiet, clip: false},
      encoding: {x: x("year"), y: {value: -5}, text: plain("text")}},
    {data: {values: intervals}, mark: {type: "rule", strokeWidth: 4, opacity: 0.3, strokeCap: "butt"},
      encoding: {x: x("x"), y: y("y"), y2: {field: "y2"}, ...stroke}},
    {data: {values: segments}, mark: {type: "line", strokeWidth: 2.2, strokeJoin: "round"},
      encoding: {x: x("x"), y: y("y"), detail: {field: "run", type: "nominal"}, ...stroke}},
    {data: {values: dotted}, mark: {type: "rule", strokeWidth: 2.2, strokeDash: [2, 4]},
      encoding: {x: x("x2"), x2: {field: "x"}, y: y("y2"), y2: {field: "y"}, ...stroke}},
    {data: {values: points}, mark: {type: "point", size: 34, strokeWidth: 1.6, opacity: 1},
      encoding: {x: x("x"), y: y("y"), fill: plain("filled"), shape: plain("shape"), tooltip: {field: "tip", type: "nominal"}, ...stroke}},
  ];
  const at = apart(names.map(({last, text}) => ({middle: height * (1 - (last.value - low) / (high - low)), high: text.length * 16 + 3})), height);
  names.forEach(({place, last, text}, n) => {
    const middle = at[n];
    const end = width * (last.year - scale.x[0]) / (scale.x[1] - scale.x[0]);
    layer.push({data: {values: [{}]}, mark: {type: "rule", stroke: colour(place.id), strokeWidth: 1.4, clip: false},
      encoding: {x: {value: end + 6}, x2: {value: width + 10}, y: {value: height * (1 - (last.value - low) / (high - low))}, y2: {value: middle}}});
    text.forEach((line, row) => layer.push({data: {values: [{}]},
      mark: {type: "text", text: line, align: "left", baseline: "middle", fontSize: TEXT, fill: tint.ink, fontWeight: row < text.length - 1 ? 700 : 400, clip: false},
      encoding: {x: {value: width + 13}, y: {value: middle + (row - (text.length - 1) / 2) * 16}}}));
  });
  const key = narrow ? places.map(place => {
    const last = place.cells.filter(cell => cell.known).at(-1);
    const when = last.year === model.to ? "" : ` (${last.year})`;
    return {colour: colour(place.id), square: look.get(place.id).square, line: true, text: say("key.item", {place: place.title, figure: number(last.value, unit) + when})};
  }) : [];
  return {key, spec: {width, height, padding: {left, right, top, bottom}, layer}};
}

/** Breaks of one year stand beside each other over one line. */
function together(breaks) {
  const found = new Map();
  for (const {year, n} of breaks) found.set(year, [...found.get(year) ?? [], n]);
  return [...found].map(([year, numbers]) => ({year: year - 0.5, text: numbers.map(n => `[${n}]`).join("")}));
}

/** Years to write under a chart, as many as there is room for; the first and the last are among them. */
function yearMarks(from, to, width) {
  const span = to - from;
  const step = [1, 2, 5, 10].find(size => span / size * 44 <= width) ?? 10;
  const found = [from];
  for (let year = Math.ceil((from + 1) / step) * step; year < to; year += step) {
    if ((year - from) / span * width > 40 && (to - year) / span * width > 40) found.push(year);
  }
  return [...found, to];
}

/** Move names apart that would touch, as little as possible, within a height. */
function apart(names, height) {
  const order = names.map((each, n) => ({...each, n})).sort((a, b) => a.middle - b.middle);
  let edge = -8;
  for (const each of order) {
    each.at = Math.max(each.middle, edge + each.high / 2);
    edge = each.at + each.high / 2;
  }
  edge = height + 8;
  for (const each of [...order].reverse()) {
    each.at = Math.min(each.at, edge - each.high / 2);
    edge = each.at - each.high / 2;
  }
  return order.sort((a, b) => a.n - b.n).map(each => each.at);
}

function bars(model, places, wide) {
  const {unit} = model;
  const tint = colours();
  const narrow = wide < NARROW;
  const rows = places.map(place => ({place, cell: place.cells.find(cell => cell.known)})).sort((a, b) => b.cell.value - a.cell.value);
  const [low, high] = limits(rows.map(({cell}) => cell), unit);
  const said = ({cell}) => number(cell.value, unit) + (cell.carried ? ` (${cell.ownYear})` : "") + (cell.mark ?? []).map(n => ` [${n}]`).join("");
  const lines = rows.map(({place}) => narrow ? [place.title] : wrapped(place.title, TEXT, 190));
  const left = narrow ? 2 : Math.ceil(Math.max(...lines.flat().map(line => widthOf(line, TEXT)))) + 12;
  const right = Math.ceil(Math.max(...rows.map(row => widthOf(said(row), TEXT)))) + 14;
  const width = wide - left - right;
  const highs = lines.map(own => narrow ? 44 : Math.max(30, own.length * 16 + 8));
  const starts = highs.map((_, n) => highs.slice(0, n).reduce((a, b) => a + b, 0));
  const height = highs.reduce((a, b) => a + b, 0);
  const scale = value => width * (value - low) / (high - low);
  const zero = scale(unit.written === "year" ? low : 0);
  const layer = rows.flatMap((row, n) => {
    const {place, cell} = row;
    const middle = starts[n] + (narrow ? 32 : highs[n] / 2);
    const end = scale(cell.value);
    const fill = {full: tint.main, pale: tint.light, hollow: tint.paper}[cell.fill];
    const one = {data: {values: [{tip: tip(place, cell, unit)}]}};
    const size = 16;
    const bar = {...one, mark: {type: "rect", fill, stroke: cell.fill === "hollow" ? tint.main : null, strokeWidth: 1.6},
      encoding: {x: {value: Math.min(zero, end)}, x2: {value: Math.max(zero, end, zero + (cell.value ? 1 : 0))}, y: {value: middle - size / 2}, y2: {value: middle + size / 2}, tooltip: {field: "tip", type: "nominal"}}};
    const parts = [bar];
    let after = Math.max(end, zero);
    if (cell.low !== null && cell.high !== null && cell.high > cell.low) {
      const ends = {x: {value: scale(cell.low)}, x2: {value: scale(cell.high)}, y: {value: middle}};
      parts.push({...one, mark: {type: "rule", stroke: tint.paper, strokeWidth: 4}, encoding: ends}, {...one, mark: {type: "rule", stroke: tint.ink, strokeWidth: 1.4}, encoding: ends});
      after = Math.max(after, scale(cell.high));
    }
    lines[n].forEach((line, at) => parts.push({...one,
      mark: {type: "text", text: line, align: narrow ? "left" : "right", baseline: "middle", fontSize: TEXT, fill: tint.ink, clip: false},
      encoding: {x: {value: narrow ? 0 : -10}, y: {value: narrow ? starts[n] + 12 : middle + (at - (lines[n].length - 1) / 2) * 16}}}));
    parts.push({...one, mark: {type: "text", text: said(row), align: "left", baseline: "middle", fontSize: TEXT, fill: tint.ink, clip: false},
      encoding: {x: {value: after + 7}, y: {value: middle}}});
    return parts;
  });
  return {key: [], spec: {width, height, padding: {left, right, top: 4, bottom: 4}, layer}};
}
