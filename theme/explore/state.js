// The reader's choice and the address that says it.

import {exactly, near} from "./names.js";
import {listed, say, told} from "./words.js";

export const VIEWS = ["table", "chart", "map"];
export const MOST_PLACES = 40;

/** Read a choice from an address. What is unknown is said in `problems`, and something else is shown. Years are
 * `dated` where the reader chose them; otherwise they begin with the first figure. */
export function read(search, lists) {
  const asked = new URLSearchParams(search);
  const problems = [];
  const suggested = (index, name, otherwise) => {
    const found = near(index, name).map(entry => `${entry.title} (${entry.id.toLowerCase()})`);
    return found.length ? say("problems.near", {near: listed(found)}) : say(otherwise);
  };

  const name = asked.get("measure") ?? "";
  let measure = name && exactly(lists.measureIndex, name);
  if (name && !measure) problems.push(say("problems.measure", {name, near: suggested(lists.measureIndex, name, "problems.measure_list")}));
  measure ||= lists.measures[0];

  const places = [];
  for (const name of (asked.get("places") ?? "").split(",").map(each => each.trim()).filter(Boolean)) {
    const place = exactly(lists.placeIndex, name);
    const own = told.own.find(each => each.id === name);
    if (place && !places.includes(place.id) && places.length < MOST_PLACES) places.push(place.id);
    else if (!place && own) problems.push({...own, text: say("problems.own", own)});
    else if (!place) problems.push(say("problems.place", {name, near: suggested(lists.placeIndex, name, "problems.place_list")}));
  }

  const {first, last} = lists;
  let from = first, to = last, dated = false;
  const years = asked.get("years") ?? asked.get("year") ?? "";
  if (years) {
    const parts = /^(\d{4})(?:[-–](\d{4}))?$/.exec(years.trim());
    const [start, end] = [Number(parts?.[1]), Number(parts?.[2] ?? parts?.[1])].sort((a, b) => a - b);
    if (parts && first <= start && end <= last) [from, to, dated] = [start, end, true];
    else problems.push(say("problems.years", {name: years, first, last}));
  }

  let view = asked.get("view") ?? VIEWS[0];
  if (!VIEWS.includes(view)) {
    problems.push(say("problems.view", {name: view, views: listed(VIEWS)}));
    [view] = VIEWS;
  }
  const chosen = places.length ? places : [...measure.places];
  return {state: {measure: measure.id, places: chosen, from, to, view, dated}, problems};
}

/** Write a choice as an address. */
export function written({measure, places, from, to, view}) {
  const years = from === to ? from : `${from}-${to}`;
  return `?measure=${measure}&places=${places.map(id => id.toLowerCase()).join(",")}&years=${years}&view=${view}`;
}
