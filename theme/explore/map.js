// A map of all countries in one year, in the United Nations' boundaries, with what is chosen outlined.

import {classOf, decades, quantiles, shades} from "./classes.js";
import {once} from "./data.js";
import {colours, draw} from "./draw.js";
import {exact, number, round, say} from "./words.js";

const DASHES = {dashed: [4, 3], dotted: [1.2, 2], "dashed-dot": [5, 3, 1.5, 3]};
const PHONE = 600, LEAST = 2.6, TALL = 0.85; // pixels; inches of the map, and height over width
const HATCH = "#010203"; // stands for hatching until the drawing is there

export const shapes = () => once("world.json", world => {
  if (!world.land.length || !world.size) throw new Error();
  return world;
});

/** Draw the map into a box; return the key, what stands for it in words, and how to take it down. */
export async function map(box, model, chosen) {
  const world = await shapes();
  const tint = colours();
  const {unit, measure} = model;
  const cellOf = new Map(model.places.map(place => [place.id, {place, cell: place.cells[0]}]));
  const above = model.known.map(cell => cell.value).filter(value => value > 0);
  const bounds = unit.written === "count" && unit.adds_up && !unit.before ? decades(above) : quantiles(above);
  const names = shades(bounds.length + 1);
  const lowest = Math.min(0, ...model.known.map(cell => cell.value));
  const shade = value => value === 0 ? tint.none : value < 0 ? tint.accent : tint[names[classOf(value, bounds)]];
  const width = box.clientWidth;
  const [left, top, across, down] = seen(world, chosen, width);
  const scale = width / across;
  const height = Math.round(down * scale);

  const look = id => {
    const found = cellOf.get(id);
    if (!found) return {fill: tint.land, stroke: tint.paper, weight: 0.6};
    const {place, cell} = found;
    if (!cell?.known) return {fill: HATCH, stroke: tint.faint, weight: 0.6, tip: say("key.item", {place: place.title, figure: `${say("key.missing")}, ${cell?.status ?? ""}`})};
    const figure = say("alternative.figure", {number: exact(cell.value, unit), year: cell.ownYear});
    const tip = say("key.item", {place: place.title, figure}) + (cell.status === "computed" ? "" : ` (${cell.status})`);
    const colour = shade(cell.value);
    return cell.status === "partial" ? {fill: tint.paper, stroke: colour, weight: 2, tip, hollow: true} : {fill: colour, stroke: tint.paper, weight: 0.6, tip};
  };
  const land = world.land.map(feature => ({...feature, type: "Feature", ...look(feature.id)}));
  const solid = world.borders.filter(({id}) => id === "solid"), unsettled = world.borders.filter(({id}) => id !== "solid");
  const outlined = world.land.filter(({id}) => chosen.has(id)).map(feature => ({...feature}));
  const dots = Object.entries(world.dots).map(([id, [x, y]]) => ({id, x: (x - left) * scale, y: (y - top) * scale, ...look(id)})).filter(({id, tip}) => tip && cellOf.get(id).cell?.known && cellOf.get(id).cell.value !== 0);
  const projection = {type: "identity", scale, translate: [-left * scale, -top * scale]};
  const plain = field => ({field, type: "nominal", scale: null});
  const amount = field => ({field, type: "quantitative", scale: null});
  const tooltip = {field: "tip", type: "nominal"};
  const line = (values, mark) => ({data: {values}, mark: {type: "geoshape", filled: false, ...mark}});
  const hollowLast = [...land].sort((a, b) => Number(a.hollow ?? 0) - Number(b.hollow ?? 0));
  const layer = [
    {data: {values: hollowLast.filter(each => !each.hollow)}, mark: {type: "geoshape"}, encoding: {fill: plain("fill"), stroke: plain("stroke"), strokeWidth: amount("weight"), tooltip}},
    line(solid, {stroke: tint.paper, strokeWidth: 0.6}),
    {data: {values: hollowLast.filter(each => each.hollow)}, mark: {type: "geoshape"}, encoding: {fill: plain("fill"), stroke: plain("stroke"), strokeWidth: amount("weight"), tooltip}},
    ...unsettled.map(feature => line([feature], {stroke: tint.quiet, strokeWidth: 0.9, strokeDash: DASHES[feature.id]})),
    line(outlined, {stroke: tint.ink, strokeWidth: width < 600 ? 0.8 : 1.4}),
    {data: {values: dots}, mark: {type: "point", size: 40, opacity: 1, shape: "circle"},
      encoding: {
        x: {field: "x", type: "quantitative", axis: null, scale: {domain: [0, width], range: [0, width], nice: false}},
        y: {field: "y", type: "quantitative", axis: null, scale: {domain: [0, height], range: [0, height], nice: false}},
        fill: plain("fill"), stroke: plain("stroke"), strokeWidth: amount("weight"), tooltip,
      }},
  ];
  const {finalize, svg} = await draw(box, {width, height, padding: {left: 0, right: 0, top: 2, bottom: 2}, projection, layer});
  hatch(svg, tint);
  const written = bounds.map(bound => round(bound, unit));
  const key = above.length ? names.map((name, n) => ({
    colour: tint[name],
    text: !bounds.length ? span(above, unit) : n === 0 ? say("key.below", {high: written[0]}) : n === names.length - 1 ? say("key.above", {low: written[n - 1]}) : say("key.between", {low: written[n - 1], high: written[n]}),
  })) : [];
  if (lowest < 0) key.unshift({colour: tint.accent, text: say("key.negative")});
  if (model.known.some(cell => cell.value === 0)) key.push({colour: tint.none, text: round(0, unit)});
  if (model.known.some(cell => cell.status === "partial")) key.push({hollow: tint.step4, text: say("key.partial")});
  if (model.places.some(place => !place.cells[0]?.known)) key.push({hatch: true, text: say("key.missing")});
  const alternative = say("alternative.map", {measure: measure.title, unit: measure.unit, years: model.to, classes: names.length});
  return {finalize, key, alternative, dots: dots.length > 0, around: across < world.size[0]};
}

/** What is seen, as left, top, width and height: the world, or on a phone what lies around the chosen places. */
function seen({size: [wide, high], land, dots}, chosen, width) {
  const whole = [0, 0, wide, high];
  if (width >= PHONE || !chosen.size) return whole;
  const at = land.filter(({id}) => chosen.has(id)).flatMap(({geometry}) => geometry.coordinates.flat(2));
  at.push(...Object.entries(dots).filter(([id]) => chosen.has(id)).map(([, place]) => place));
  if (!at.length) return whole;
  const ends = [0, 1].map(axis => at.map(place => place[axis])).map(all => [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))]);
  const [x, y] = ends.map(([low, end]) => (low + end) / 2);
  const across = Math.max(LEAST, 1.25 * (ends[0][1] - ends[0][0]), 1.25 * (ends[1][1] - ends[1][0]) / TALL);
  if (across * 1.2 > wide) return whole;
  const down = Math.min(across * TALL, high);
  const inside = (middle, room, all) => Math.min(Math.max(0, middle - room / 2), all - room);
  return [inside(x, across, wide), inside(y, down, high), across, down];
}

const span = (values, unit) => [...new Set([Math.min(...values), Math.max(...values)].map(value => number(value, unit)))].join("–");

/** Hatch what has no figure: Vega has no patterns, SVG has. */
function hatch(svg, tint) {
  const space = "http://www.w3.org/2000/svg";
  const pattern = document.createElementNS(space, "pattern");
  for (const [name, value] of Object.entries({id: "gcr-hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)"})) pattern.setAttribute(name, value);
  const ground = document.createElementNS(space, "rect"), stroke = document.createElementNS(space, "rect");
  for (const [part, values] of [[ground, {width: 5, height: 5, fill: tint.paper}], [stroke, {width: 1.1, height: 5, fill: tint.faint}]]) {
    for (const [name, value] of Object.entries(values)) part.setAttribute(name, value);
    pattern.append(part);
  }
  svg.prepend(pattern);
  for (const path of svg.querySelectorAll(`[fill="${HATCH}"]`)) path.setAttribute("fill", "url(#gcr-hatch)");
}
