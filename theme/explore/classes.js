// Classes of values on a map, with bounds that a reader can remember: as figures of notes have them.

const NICE = [1, 2, 5, 10];

function nice(value) {
  const scale = 10 ** Math.floor(Math.log10(value));
  return NICE.reduce((best, step) => Math.abs(Math.log(step * scale / value)) < Math.abs(Math.log(best * scale / value)) ? step : best) * scale;
}

/** Classes by powers of ten below the largest value, for counts that a few places dominate. */
export function decades(values, number = 5) {
  const top = values.length ? Math.floor(Math.log10(Math.max(...values))) : 0;
  const bounds = [];
  for (let power = Math.max(top - number + 2, 1); power <= top; power += 1) bounds.push(10 ** power);
  return inside(bounds, values);
}

/** Classes with about as many places each, for ratios. */
export function quantiles(values, number = 5) {
  const sorted = [...values].sort((a, b) => a - b);
  const distinct = new Set(sorted).size;
  if (distinct < 3) return [];
  const steps = Math.min(number, distinct);
  const bounds = [];
  for (let step = 1; step < steps; step += 1) {
    const at = (sorted.length - 1) * step / steps, below = Math.floor(at);
    const value = sorted[below] + (at - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
    bounds.push(Number(nice(value).toPrecision(12)));
  }
  return inside([...new Set(bounds)].sort((a, b) => a - b), values);
}

const inside = (bounds, values) => bounds.filter(bound => Math.min(...values) < bound && bound < Math.max(...values));

/** Names of the colours of so many classes, from light to dark: the far ends stay apart. */
export function shades(classes) {
  const steps = {1: [3], 2: [2, 4], 3: [1, 3, 5], 4: [1, 2, 4, 5], 5: [1, 2, 3, 4, 5]}[classes];
  return steps.map(step => `step${step}`);
}

/** Place of a value among classes: one that equals a bound belongs to the class below it. */
export const classOf = (value, bounds) => bounds.filter(bound => value > bound).length;
