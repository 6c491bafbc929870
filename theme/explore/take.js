// What a reader takes along: the figures that are seen as CSV, and the command that gives the same.

const COLUMNS = [
  "region", "panel", "indicator", "gcr_code", "year", "value_year", "value", "low", "high", "unit", "status",
  "coverage", "source", "vintage", "reason", "baseline_year", "series_break",
];
const FORMULA = /^[=+\-@\t\r]/;

/** Write a number as Python does. */
export function asNumber(value) {
  if (value === null) return "";
  const size = Math.abs(value);
  if (Number.isInteger(value) || (size >= 1e-4 && size < 1e16)) return `${value}`;
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}

function asText(text) {
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** Return the rows that `gcr indicators --format csv` prints for what is shown. */
export function csv(model, baseline) {
  const {measure} = model;
  const rows = model.all.map(cell => [
    asText(cell.place.id), asText(measure.panel), asText(measure.id), asText(measure.code),
    cell.year, cell.ownYear, asNumber(cell.value), asNumber(cell.low), asNumber(cell.high),
    asText(measure.unit), asText(cell.status), asNumber(cell.coverage), asText(cell.source),
    asText(cell.vintage), asText(cell.reason), baseline, asText(cell.seriesBreak),
  ].join(","));
  return `${[COLUMNS.join(","), ...rows].join("\n")}\n`;
}

/** Return the command that gives the same figures. */
export function command(state) {
  const years = state.view === "map" || state.from === state.to ? state.to : `${state.from}-${state.to}`;
  const places = state.view === "map" ? "--family country" : state.places.map(id => `--region ${id}`).join(" ");
  return `gcr indicators ${places} --indicator ${state.measure} --year ${years} --format csv`;
}
