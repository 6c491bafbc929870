// Finds what a reader means: by a code, by any name, by words within one, or by the spelling.

export const plainly = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** Prepare entries with an id, a title and other names to be searched. */
export function indexed(entries) {
  return entries.map(entry => ({
    entry,
    id: plainly(entry.id),
    names: [entry.title, ...entry.names ?? []].map(name => ({name, plain: plainly(name)})),
  }));
}

function rank(one, wanted) {
  if (one.id === wanted) return [0, one.entry.title];
  let best = null;
  for (const [n, {name, plain}] of one.names.entries()) {
    const at = plain === wanted ? 1 : plain.startsWith(wanted) ? 2 : ` ${plain}`.includes(` ${wanted}`) ? 3
      : wanted.split(" ").every(word => ` ${plain}`.includes(` ${word}`)) ? 4 : plain.includes(wanted) ? 5 : null;
    const rank = at === null ? null : at + (n ? 0.5 : 0); // the title before other names
    if (rank !== null && (best === null || rank < best[0])) best = [rank, name];
  }
  if (best === null && one.id.startsWith(wanted)) best = [6, one.entry.title];
  return best;
}

/** Entries that a text may mean, the likeliest first, each with the name that was found. */
export function matches(index, text) {
  const wanted = plainly(text);
  if (!wanted) return index.map(({entry}) => ({entry, name: entry.title}));
  return index
    .map((one, order) => ({one, order, found: rank(one, wanted)}))
    .filter(({found}) => found)
    .sort((a, b) => a.found[0] - b.found[0] || a.order - b.order)
    .map(({one, found}) => ({entry: one.entry, name: found[1], rank: found[0]}));
}

/** The entry with exactly this id or name; null where there is none, or several. */
export function exactly(index, text) {
  const wanted = plainly(text);
  const byId = index.find(({id, entry}) => id === wanted || entry.id.toLowerCase() === text.toLowerCase());
  if (byId) return byId.entry;
  const named = index.filter(({names}) => names.some(({plain}) => plain === wanted));
  return named.length === 1 ? named[0].entry : null;
}

/** Entries that are spelt most alike, at most three. */
export function near(index, text) {
  const wanted = plainly(text);
  const most = Math.max(1, Math.floor(wanted.length / 4));
  return index
    .map(({entry, id, names}) => ({
      entry,
      distance: Math.min(distance(id, wanted, most), ...names.map(({plain}) => distance(plain, wanted, most))),
    }))
    .filter(({distance}) => distance <= most)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({entry}) => entry);
}

/** Letters to change, add or leave out, or neighbours to swap; anything above `most` counts as too many. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], last = Array.from({length: other.length + 1}, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}
