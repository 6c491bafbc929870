// Words and numbers, as the page brings them: no sentence stands in a script.

export const told = JSON.parse(document.getElementById("explore-told").textContent);
const {words} = told;
const plurals = new Intl.PluralRules(document.documentElement.lang || "en");

/** Fill the names in braces; of words with `one` and `other` the number n decides. */
export function say(path, values = {}) {
  let found = path.split(".").reduce((part, name) => part[name], words);
  if (typeof found === "object") found = found[plurals.select(values.n)] ?? found.other;
  return found.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? "");
}

/** Join names as a sentence does: Chad, Mali and Niger. Of more than `most` it says how many more. */
export function listed(names, most = Infinity) {
  const shown = names.length > most + 1 ? [...names.slice(0, most), say("notes.others", {n: names.length - most})] : [...names];
  const last = shown.pop() ?? "";
  return shown.length ? shown.join(words.joining.comma) + words.joining.last + last : last;
}

export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
export const joined = parts => parts.join(words.joining.semicolon);

const thousands = digits => digits.replace(/\B(?=(\d{3})+(?!\d))/g, words.numbers.thousands);
const fixed = (value, decimals) => {
  const [whole, rest] = value.toFixed(decimals).split(".");
  return thousands(whole) + (rest ? `.${rest}` : "");
};
const halfUp = (value, decimals) => Math.floor(value * 10 ** decimals + 0.5 + 1e-9) / 10 ** decimals;
const less = number => say("numbers.less", {number});

function count(value) {
  for (const [size, word] of words.numbers.large) {
    if (value >= (size === 1e6 ? size : 0.9995 * size)) {
      const scaled = value / size;
      const decimals = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
      return `${fixed(halfUp(scaled, decimals), decimals)}\u00a0${word}`;
    }
  }
  return fixed(value, 0);
}

function percent(value) {
  const written = number => say("numbers.percent", {number});
  if (value > 0 && value < 0.05) return less(written("0.1"));
  if (value >= 99.95 && value < 100) return say("numbers.more", {number: written("99.9")});
  const decimals = (value > 0 && value < 9.95) || (value > 99 && value < 100) ? 1 : 0;
  return written(fixed(halfUp(value, decimals), decimals));
}

function decimal(value) {
  if (value > 0 && value < 0.005) return less("0.01");
  const decimals = value >= 999.5 ? 0 : value >= 0.95 || value === 0 ? 1 : 2;
  return fixed(halfUp(value, decimals), decimals);
}

function magnitude(value, unit) {
  if (unit.written === "year") return value.toFixed(0);
  if (unit.written === "percent") return percent(value);
  if (unit.written === "count") return count(value);
  if (unit.decimals != null) return fixed(value, unit.decimals);
  if (unit.whole_from != null && value >= unit.whole_from) return fixed(value, 0);
  return decimal(value);
}

/** Write a number as pages do: 1.31 million, 7.3 %. */
export function number(value, unit) {
  if (value == null) return say("numbers.none");
  const text = [unit.before, magnitude(Math.abs(value), unit), unit.after].filter(Boolean).join("\u00a0");
  const bound = [words.numbers.less, words.numbers.more].some(pattern => text.startsWith(pattern.split("{")[0]));
  return value < 0 && !bound ? words.numbers.negative + text : text;
}

/** Write a mark on an axis: no zeros that say how exact it is. */
export const round = (value, unit) => number(value, unit).replace(/\.(\d*?)0+(?!\d)/, (whole, rest) => rest ? `.${rest}` : "");

/** Write a number in a table: whole ones whole, others with six digits, as `gcr indicators` does. */
export function exact(value, unit) {
  if (unit.written === "year") return `${value}`;
  const size = Math.abs(value);
  const text = Number.isInteger(size) ? size.toFixed(0) : `${Number(size.toPrecision(6))}`;
  const [whole, rest] = text.split(".");
  return (value < 0 ? words.numbers.negative : "") + thousands(whole) + (rest ? `.${rest}` : "");
}
