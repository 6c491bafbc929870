// The library that draws, loaded when somebody asks for a chart or a map; and what drawings have in common.

import {told} from "./words.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
let library = null;

/** Colours of figures by name, as the page is light or dark. */
export const colours = () => told.colours[dark.matches ? "dark" : "light"];
export const onScheme = listener => dark.addEventListener("change", listener);

export async function draw(box, spec) {
  library ??= import(new URL("vega.js", document.baseURI).href);
  let embed;
  try {
    embed = (await library).default;
  } catch (error) {
    library = null;
    throw error;
  }
  const canvas = document.createElement("div");
  const result = await embed(canvas, {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: null,
    autosize: {type: "none"},
    config: {font: "Vazirmatn, system-ui, sans-serif", aria: false, view: {stroke: null}},
    ...spec,
  }, {ast: true, actions: false, renderer: "svg", defaultStyle: false, mode: "vega-lite", tooltip: tip});
  const svg = canvas.querySelector("svg");
  svg?.setAttribute("aria-hidden", "true");
  box.replaceChildren(canvas);
  return {finalize: () => { hide(); result.finalize(); }, svg};
}

const bubble = document.createElement("div");
bubble.className = "gcr-tip";
bubble.hidden = true;
bubble.setAttribute("aria-hidden", "true");
document.body.append(bubble);
const hide = () => { bubble.hidden = true; };

function tip(handler, event, item, value) {
  if (!value) return hide();
  bubble.textContent = `${value}`;
  bubble.hidden = false;
  const room = document.documentElement.clientWidth - bubble.offsetWidth - 8;
  bubble.style.left = `${Math.max(8, Math.min(event.clientX + 12, room))}px`;
  bubble.style.top = `${event.clientY + 16}px`;
}

const ruler = document.createElement("canvas").getContext("2d");

/** Width of a text in pixels. */
export function widthOf(text, size, weight = 400) {
  ruler.font = `${weight} ${size}px Vazirmatn, system-ui, sans-serif`;
  return ruler.measureText(text).width;
}

/** Cut a text into lines that are no wider than so many pixels. */
export function wrapped(text, size, width, weight) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer, size, weight) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Round marks of a scale from low to high: about five steps of one, two or five. */
export function ticks(low, high, about = 5) {
  const rough = (high - low) / about || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(n => n * power).find(size => size >= rough * 0.999);
  const found = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high * 1.0001; at += 1) found.push(Number((at * step).toPrecision(12)));
  return found;
}

export const position = (field, domain, channel = {}) => ({
  field, type: "quantitative", axis: null, scale: {domain, nice: false, zero: false}, ...channel,
});
