/** About so many even, round steps (1, 2 or 5 times a power of ten) from the least to the most of a drawing, 0 among them. Of fen: no step is less than 1. */
export function axisSteps(least: number, most: number, about: number): number[] {
  const span = Math.max(most, 0) - Math.min(least, 0);
  const step = roundStep(Math.max(1, span / about));
  const first = Math.floor(Math.min(least, 0) / step);
  const last = Math.max(Math.ceil(Math.max(most, 0) / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, place) => (first + place) * step);
}

function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5].find((times) => times * power >= wanted) ?? 10) * power;
}
