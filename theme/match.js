// What the search finds. The rule, for each entry of the index and each of its names:
//   100  the words asked for are the name's own, in any order; 101 where it is a place's title
//    95  a place and words of a panel: the place's note on that panel
//    80  the name begins with what was asked for
//    60  every word asked for is a word of the name; 50 where the name's word only begins with it
//    40  the name stands in what was asked for, among other words
//    30  as 100, 50 or 40, but for a letter or two that are wrong
// Of equal ones the kind of the entry decides, then how much of the name, or of what was asked for, is met,
// then the order of the index. A word is
// never found within another one. The notes of a place that is named follow it.

const LETTERS = {ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i",
  ة: "ه", ى: "ي", ی: "ي", ک: "ك", ٱ: "ا", ـ: ""};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const KINDS = ["place", "note", "panel", "indicator", "page", "term"];
const NEAR = 4, FAR = 8; // letters from which one, or two, may be wrong

/**
 * Words of a text as the index has them: without accents, capitals, articles; a code such as 2.1.2 is one word.
 * Forms of an Arabic letter are one: the accents that are dropped tell some apart, LETTERS has the others.
 */
export function words(text, {small, short}) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/\b([0-9])[ .-](?=[0-9]\b)/g, "$1").replace(/\./g, "");
  const all = plain.replace(LETTER, letter => LETTERS[letter]).match(/[\p{L}\p{N}]+/gu) ?? [];
  const found = all.map(word => word.replace(/^ال(?=...)/u, ""));
  const kept = found.map(word => short[word] ?? word).filter(word => !small.includes(word));
  return kept.length ? kept : found;
}

/** The index made ready: each name as a list of words. */
export function ready(index) {
  const entries = index.entries.map(([kind, title, address, names, more], order) => ({
    kind: KINDS[kind], title, address, order, more, rank: KINDS.length - kind,
    names: names.split("|").map(name => name.split(" ")),
  }));
  const kindNames = Object.fromEntries(KINDS.map((kind, number) => [kind, index.kinds[number]]));
  return {...index, entries, kindNames, topics: entries.filter(({kind}) => kind === "panel" || kind === "indicator")};
}

/** The entries that answer what was asked, best first: {kind, title, address}. */
export function find(index, asked, most = 10) {
  const query = words(asked, index);
  if (!query.length) return [];
  const found = index.entries.map(entry => scored(index, entry, query)).flat().filter(({score}) => score > 0);
  found.sort((a, b) => b.score - a.score || b.rank - a.rank || a.length - b.length || a.order - b.order);
  const places = found.filter(({kind}) => kind === "place");
  const named = places.filter(({score}) => score === places[0].score && score !== 50).slice(0, 2);
  const results = found.flatMap(each => named.includes(each) ? [each, ...notes(index, each.entry)] : [each]);
  const seen = new Set();
  return results.filter(({address}) => !seen.has(address) && seen.add(address)).slice(0, most)
    .map(({kind, title, address}) => ({kind, title, address}));
}

function scored(index, entry, query) {
  let score = 0, length = 0, rest = [];
  for (const name of entry.names) {
    let [now, left] = compared(name, query);
    if (now === 100 && entry.kind === "place" && name === entry.names[0]) now = 101;
    const unmet = left.length || name.length;
    if (now > score || (now === score && unmet < length)) [score, length, rest] = [now, unmet, left];
  }
  if (!score) return [];
  const {kind, title, address, order, rank} = entry;
  const result = {kind, title, address, order, rank, length, score, entry};
  if (kind !== "place" || !rest.length) return [result];
  const panel = topic(index, rest);
  const note = notes(index, entry).find(each => each.panel === panel);
  return note ? [{...result, ...note, score: score === 40 ? 95 : 30}, result] : [result];
}

/** How well a name answers, and the words asked for that it leaves over. */
function compared(name, query) {
  if (name.length === query.length && query.every(word => name.includes(word))) return [100, []];
  if (name.join(" ").startsWith(query.join(" "))) return [80, []];
  if (query.every(word => name.includes(word))) return [60, []];
  if (query.every(word => name.some(own => own.startsWith(word)))) return [50, []];
  if (name.every(own => query.includes(own))) return [40, query.filter(word => !name.includes(word))];
  const alike = (own, word) => near(own, word);
  if (name.length <= query.length && name.every(own => query.some(word => alike(own, word)))) {
    return [30, query.filter(word => !name.some(own => alike(own, word)))];
  }
  if (query.every(word => name.some(own => own.startsWith(word) || alike(own, word)))) return [20, []];
  return [0, []];
}

/** The panel that words speak of. */
function topic(index, query) {
  let best = 0, panel;
  for (const entry of index.topics) {
    for (const name of entry.names) {
      const [score, rest] = compared(name, query);
      if (score > best && !rest.length) [best, panel] = [score, entry.more];
    }
  }
  return panel;
}

function notes(index, {title, address, more}) {
  return [...more ?? ""].map(number => {
    const {id, title: panel} = index.panels[number];
    return {kind: "note", title: `${title}: ${panel}`, address: address.replace("index.html", `${id}/index.html`), panel: number};
  });
}

/** Whether two words differ by a letter, or two in long words: one more, one less, another one, two exchanged. */
function near(one, two) {
  const most = Math.min(one.length, two.length) < NEAR ? 0 : Math.max(one.length, two.length) < FAR ? 1 : 2;
  if (one === two) return true;
  if (!most || Math.abs(one.length - two.length) > most) return false;
  const rows = [[...Array(two.length + 1).keys()]];
  for (let i = 1; i <= one.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= two.length; j++) {
      const same = one[i - 1] === two[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[one.length][two.length] <= most;
}
