// Explore: reads the choice from the address, shows it, and writes it back when the reader chooses.

import {chart, drawn} from "./chart.js";
import {combobox} from "./combobox.js";
import {Damaged, figures, fileOf, once} from "./data.js";
import {onScheme} from "./draw.js";
import {begins, breakNotes, gathered, notes, sourceLine} from "./figures.js";
import {map, shapes} from "./map.js";
import {indexed, matches, near} from "./names.js";
import {MOST_PLACES, read, written} from "./state.js";
import {element, table} from "./table.js";
import {command, csv} from "./take.js";
import {capital, listed, number, say} from "./words.js";

const $ = selector => document.querySelector(selector);
const root = $("#explore");
const FEW_BREAKS = 3; // more are folded, so that the figures are not pushed out of sight
const SOON = 2000; // milliseconds within which years that follow each other are one step for the back button
let last = {};
let lists, state, shown = null, drawing = null, turn = 0, boxes;

start();

async function start() {
  $("#explore-instead").hidden = true;
  root.hidden = false;
  root.setAttribute("aria-busy", "true");
  status(say("loading"));
  try {
    lists = await ready();
  } catch {
    $("#explore-instead").hidden = false;
    $("#explore-scripts").hidden = true;
    $("#explore-file").hidden = true;
    $(".gcr-choose").hidden = true;
    root.removeAttribute("aria-busy");
    status("");
    return problems([say("problems.lists", {file: "measures.json, places.json"})]);
  }
  boxes = choosing();
  addEventListener("popstate", () => fromAddress());
  onScheme(() => redraw());
  let wide = root.clientWidth, waiting = null;
  new ResizeObserver(() => {
    if (Math.abs(root.clientWidth - wide) < 2) return;
    wide = root.clientWidth;
    clearTimeout(waiting);
    waiting = setTimeout(redraw, 150);
  }).observe(root);
  fromAddress();
}

async function ready() {
  const [measures, placed] = await Promise.all([
    once("measures.json", content => { if (!content.measures.length) throw new Error(); return content; }),
    once("places.json", content => { if (!content.places.length) throw new Error(); return content; }),
  ]);
  return {
    ...measures,
    measureOf: new Map(measures.measures.map(each => [each.id, each])),
    measureIndex: indexed(measures.measures.map(each => ({...each, names: [each.code, each.definition].filter(Boolean)}))),
    kinds: placed.kinds,
    placeOf: new Map(placed.places.map(each => [each.id, each])),
    placeIndex: indexed(placed.places),
    countries: placed.places.filter(each => each.kind === "country").map(each => each.id),
  };
}

/** Wire the fields. */
function choosing() {
  const grouped = (found, titles, key, option) => Object.entries(titles).map(([id, title]) => ({title, options: found.filter(({entry}) => entry[key] === id).map(option)}));
  const announce = index => (count, text) => status(count ? say("choosing.results", {n: count}) : nothing(index, text));
  const nothing = (index, text) => {
    const found = near(index, text).map(entry => entry.title);
    return found.length ? say("choosing.near", {text, near: listed(found)}) : say("choosing.nothing", {text});
  };
  const measure = combobox($("#explore-measure"), {
    find: text => grouped(matches(lists.measureIndex, text), lists.panels, "panel", ({entry}) => ({id: entry.id, text: entry.title, also: entry.unit})),
    choose: id => choose({measure: id}),
    announce: announce(lists.measureIndex),
    shown: () => lists.measureOf.get(state.measure).title,
  });
  const place = combobox($("#explore-place"), {
    find: text => {
      const found = matches(lists.placeIndex, text).filter(({entry}) => !state.places.includes(entry.id));
      const option = ({entry, name}) => ({id: entry.id, text: entry.title, also: name === entry.title ? "" : say("choosing.also", {name})});
      if (!text.trim()) return grouped(found, lists.kinds, "kind", option);
      const kinds = [...new Set(found.map(({entry}) => entry.kind))];
      return kinds.map(kind => ({title: lists.kinds[kind], options: found.filter(({entry}) => entry.kind === kind).map(option)}));
    },
    choose: id => state.places.length < MOST_PLACES ? choose({places: [...state.places, id]}) : status(say("choosing.full", {n: MOST_PLACES})),
    announce: announce(lists.placeIndex),
  });
  const from = $("#explore-from"), to = $("#explore-to");
  for (const select of [from, to]) for (let year = lists.first; year <= lists.last; year += 1) select.append(new Option(year, year));
  for (const select of [from, to]) {
    select.addEventListener("change", () => choose(chosenYears()));
    select.addEventListener("blur", years);
  }
  for (const input of root.querySelectorAll("[name=view]")) input.addEventListener("change", () => choose({view: input.value}));
  $(".gcr-choose").addEventListener("submit", event => event.preventDefault());
  $(".gcr-csv").addEventListener("click", event => { if (!shown) event.preventDefault(); });
  return {measure, place};
}

function fromAddress() {
  last = {};
  const found = read(location.search, lists);
  ({state} = found);
  problems(found.problems);
  show();
}

/** The years as they are chosen, in either order: who types a year passes by others on the way. */
function chosenYears() {
  const ends = [$("#explore-from"), $("#explore-to")].map(select => Number(select.value));
  return {from: Math.min(...ends), to: Math.max(...ends)};
}

function choose(change) {
  const kind = Object.keys(change).join(), now = performance.now();
  const goesOn = kind === "from,to" && last.kind === kind && now - last.time < SOON;
  last = {kind, time: now};
  state = {...state, ...change, dated: state.dated || "from" in change};
  history[goesOn ? "replaceState" : "pushState"](null, "", written(state));
  problems([]);
  show();
}

/** Say problems in sentences; nothing of an address is ever markup. */
function problems(found) {
  const box = $(".gcr-problems");
  box.replaceChildren(...found.map(each => {
    if (typeof each === "string") return element("p", {text: each});
    return element("p", {text: `${each.text} `}, element("a", {href: each.page, text: each.title}));
  }));
  box.hidden = !found.length;
}

function status(text) { $(".gcr-explore-said").textContent = text; }

function fields() {
  boxes.measure.refresh();
  years();
  for (const input of root.querySelectorAll("[name=view]")) input.checked = input.value === state.view;
  $(".gcr-chosen").replaceChildren(...state.places.map(id => {
    const {title} = lists.placeOf.get(id);
    const button = element("button", {type: "button", "aria-label": say("choosing.remove", {name: title}), text: "×"});
    button.addEventListener("click", () => remove(id));
    return element("li", {}, element("span", {text: title}), button);
  }));
}

/** Show the years of the state, but leave alone who is choosing them. */
function years() {
  const {from, to} = chosenYears();
  const choosing = document.activeElement?.closest(".gcr-years") && from === state.from && to === state.to;
  if (!choosing) {
    $("#explore-from").value = state.from;
    $("#explore-to").value = state.to;
  }
}

function remove(id) {
  const at = state.places.indexOf(id);
  const places = state.places.filter(each => each !== id);
  choose({places: places.length ? places : [...lists.measureOf.get(state.measure).places]});
  const buttons = root.querySelectorAll(".gcr-chosen button");
  (buttons[Math.min(at, buttons.length - 1)] ?? $("#explore-place")).focus();
}

async function show() {
  const mine = ++turn;
  const measure = lists.measureOf.get(state.measure);
  fields();
  status(say("changed.loading", {measure: measure.title}));
  root.setAttribute("aria-busy", "true");
  let data;
  try {
    data = await figures(state.measure);
  } catch (error) {
    if (mine !== turn) return;
    shown = null;
    takeDown();
    $(".gcr-result").hidden = true;
    root.removeAttribute("aria-busy");
    status("");
    const file = fileOf(state.measure);
    const why = error.message ? say("problems.status", {status: error.message}) : say("problems.offline");
    const values = {measure: measure.title, file, why};
    return problems([say(error instanceof Damaged ? "problems.damaged" : "problems.missing", values)]);
  }
  if (mine !== turn) return;
  if (!state.dated) {
    state.from = begins(state, lists.first, data);
    years();
  }
  shown = gathered(state, lists, data);
  result(shown);
  root.removeAttribute("aria-busy");
  await redraw();
  if (mine === turn) status(changed(shown));
}

function changed(model) {
  const titles = state.places.map(id => lists.placeOf.get(id).title);
  const places = titles.length > 3 ? say("several", {n: titles.length}) : listed(titles);
  const years = say("years", {n: model.years.length, from: model.from, to: model.to});
  return say(`changed.${state.view}`, {measure: model.measure.title, places, years, known: model.known.length, all: model.all.length});
}

/** Write everything but the drawing. */
function result(model) {
  const {measure} = model;
  const titles = state.view === "map" ? [say("everywhere")] : model.places.map(place => place.title);
  const places = titles.length > 4 ? say("several", {n: titles.length}) : listed(titles);
  const years = say("years", {n: model.years.length, from: model.from, to: model.to});
  $(".gcr-result").hidden = false;
  $("#explore-title").textContent = say("title", {measure: measure.title, places});
  $("#explore-measured").textContent = say(measure.since ? "measured_since" : "measured", {unit: capital(measure.unit), years, baseline: lists.baseline_year});
  const direction = say(`directions.${measure.direction}`);
  $(".gcr-defined").textContent = [say("definition", {definition: measure.definition, direction}), measure.code ? say("code", {code: measure.code}) : ""].join(" ");
  const lines = notes(model, lists, state.view).map(text => element("li", {text}));
  const breaks = breakNotes(model);
  if (breaks.length) {
    const named = element("ol", {}, ...breaks.map(text => element("li", {text})));
    const folded = element("details", {open: breaks.length > FEW_BREAKS ? null : ""}, element("summary", {text: say("notes.breaks", {n: breaks.length})}), named);
    lines.push(element("li", {}, folded));
  }
  $(".gcr-notes").replaceChildren(...lines);
  sources(sourceLine(model, lists));
  $(".gcr-figures").replaceChildren(table(model));
  $(".gcr-figures").classList.toggle("gcr-long", state.view === "map");
  $(".gcr-figures").scrollTo(0, 0);
  take(model);
}

function sources(found) {
  const line = $(".gcr-source");
  line.hidden = !found.length;
  const named = found.map(source => say("one_source", {...source}));
  const disclaimers = found.map(source => source.disclaimer).filter(Boolean);
  line.textContent = [say("source", {sources: listed(named)}), ...disclaimers].join(" ");
}

function take(model) {
  const link = $(".gcr-csv");
  if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([csv(model, lists.baseline_year)], {type: "text/csv"}));
  link.download = `${[state.measure, model.from === model.to ? model.to : `${model.from}-${model.to}`].join("-")}.csv`;
  link.textContent = say("csv", {n: number(model.all.length, {written: "count"})});
  $("#explore-command").textContent = say("command");
  $(".gcr-command code").textContent = command(state);
}

function takeDown() {
  drawing?.finalize();
  drawing = null;
  $(".gcr-drawn").hidden = true;
  $(".gcr-canvas").replaceChildren();
  for (const note of root.querySelectorAll(".gcr-drawn-note")) note.remove();
}

/** Draw the chart or the map anew; where it cannot be, the table stands and a sentence says why. */
async function redraw() {
  if (!shown) return;
  const mine = turn, model = shown, view = state.view;
  takeDown();
  if (view === "table") return;
  const box = $(".gcr-drawn");
  if (view === "chart" && !drawn(model).places.length || view === "map" && !model.known.length) return note(say("notes.no_figure"));
  $(".gcr-canvas").setAttribute("aria-label", say("changed.loading", {measure: model.measure.title}));
  $(".gcr-key").textContent = say("changed.drawing");
  box.hidden = false;
  try {
    if (view === "map") await shapes();
  } catch {
    box.hidden = true;
    return problems([say("problems.shapes")]);
  }
  await document.fonts?.load("13px Vazirmatn").catch(() => []);
  try {
    const chosen = outlined();
    const made = view === "map" ? await map($(".gcr-canvas"), model, chosen) : await chart($(".gcr-canvas"), model);
    if (mine !== turn || view !== state.view) return made.finalize();
    drawing = made;
    $(".gcr-canvas").setAttribute("aria-label", made.alternative);
    $(".gcr-key").replaceChildren(...made.key.map(entry));
    const {left, most} = view === "chart" ? drawn(model) : {};
    if (left) note(say("notes.too_many", {n: most}));
    if (view === "map") mapNotes(made, chosen);
  } catch (error) {
    if (mine !== turn) return;
    console.error(error);
    box.hidden = true;
    problems([say("problems.library", {view: say(`views.${view}`).toLowerCase()})]);
  }
}

/** Countries to outline on a map: none where they are most of the world. */
function outlined() {
  const found = new Set(state.places.flatMap(members));
  return found.size > lists.countries.length / 2 ? new Set() : found;
}

const members = id => lists.placeOf.get(id).members ?? (id === "world" ? [] : [id]);

function mapNotes(made, chosen) {
  if (made.around) note(say("notes.around"));
  if (made.dots) note(say("notes.dots"));
  const named = state.places.filter(id => members(id).length).map(id => lists.placeOf.get(id).title);
  if (chosen.size && named.length) note(say("notes.outlined", {places: listed(named)}));
  if (state.from !== state.to) note(say("notes.last_year", {year: state.to}));
}

const note = text => $(".gcr-notes").prepend(element("li", {class: "gcr-drawn-note", text}));

function entry({colour, hollow, hatch, square, line, text}) {
  const sign = element("i", {class: ["gcr-sign", line && "gcr-line-sign", square && "gcr-square-sign", hatch && "gcr-hatch-sign"].filter(Boolean).join(" ")});
  if (colour) sign.style.setProperty("--sign", colour);
  if (hollow) sign.style.boxShadow = `inset 0 0 0 2px ${hollow}`;
  return element("span", {}, sign, text);
}

