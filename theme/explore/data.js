// Loads what the page needs, and says what is wrong with a file: missing, or not whole.

const loaded = new Map();

export class Missing extends Error {}
export class Damaged extends Error {}

async function load(file) {
  let answer;
  try {
    answer = await fetch(new URL(file, document.baseURI));
  } catch {
    throw new Missing("");
  }
  if (!answer.ok) throw new Missing(`${answer.status}`);
  try {
    return await answer.json();
  } catch {
    throw new Damaged(file);
  }
}

/** Load a file of JSON once; what failed is asked for again the next time. */
export function once(file, check = content => content) {
  if (!loaded.has(file)) {
    const coming = load(file).then(content => {
      try {
        return check(content);
      } catch {
        throw new Damaged(file);
      }
    });
    coming.catch(() => loaded.delete(file));
    loaded.set(file, coming);
  }
  return loaded.get(file);
}

export const fileOf = id => `data/${id}.json`;

/** Load the figures of a measure: a map from a place to its breaks and its cells, a cell a year. */
export const figures = id => once(fileOf(id), content => decoded(content, id));

function decoded(file, id) {
  const years = file.last - file.first + 1;
  if (file.measure !== id || !(years > 0)) throw new Error();
  const series = file.cells.map(told => cells(told, file, years));
  const places = new Map();
  for (const [place, at] of Object.entries(file.places)) {
    if (!series[at]) throw new Error();
    places.set(place, series[at]);
  }
  return {first: file.first, last: file.last, places};
}

/** Write runs out: a length and a cell, and so on. */
function unrolled(runs, years, otherwise) {
  if (runs === undefined) return Array(years).fill(otherwise);
  const out = [];
  for (let at = 0; at < runs.length; at += 2) for (let n = 0; n < runs[at]; n += 1) out.push(runs[at + 1]);
  if (out.length !== years) throw new Error();
  return out;
}

function cells(told, file, years) {
  const named = (list, at) => {
    if (list[at] === undefined) throw new Error();
    return list[at];
  };
  const status = unrolled(told.s, years);
  const coverage = unrolled(told.c, years, null);
  const away = unrolled(told.y, years, 0);
  const reason = unrolled(told.r, years, null);
  const source = unrolled(told.o, years, null);
  const breaks = new Map(Object.entries(told.b ?? {}).map(([year, at]) => [Number(year), named(file.breaks, at)]));
  const number = (list, n) => list?.[n - told.f] ?? null;
  const found = status.map((code, n) => {
    const year = file.first + n;
    const value = number(told.v, n);
    const [from, vintage] = source[n] === null ? ["", ""] : named(file.sources, source[n]);
    return {
      year,
      value,
      low: number(told.l, n),
      high: number(told.h, n),
      ownYear: year + away[n],
      status: named(file.statuses, code),
      coverage: coverage[n],
      source: from,
      vintage,
      reason: reason[n] === null ? "" : named(file.reasons, reason[n]),
      seriesBreak: value === null ? "" : breaks.get(year + away[n]) ?? "",
    };
  });
  return {breaks, cells: found};
}
