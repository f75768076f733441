/** The median of some values and their middle half. */
export interface Spread {
  median: number;
  /** A quarter of the values lies below. */
  low: number;
  /** A quarter of the values lies above. */
  high: number;
}

/**
 * The quantile of some values, interpolated between neighbors.
 * @param share 0 to 1.
 * @throws RangeError for no values.
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError("there are no values");
  return below + (above - below) * (place % 1);
}

/** @throws RangeError for no values. */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
});

/** The ends of the least-squares line through a series: its growth without the noise of single values. */
export function fittedEnds(series: readonly number[]): { start: number; end: number } {
  const middle = (series.length - 1) / 2;
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length;
  let across = 0;
  let along = 0;
  for (const [index, value] of series.entries()) {
    across += (index - middle) ** 2;
    along += (index - middle) * (value - mean);
  }
  const slope = across === 0 ? 0 : along / across;
  return { start: mean - slope * middle, end: mean + slope * middle };
}

/** Rounds to four significant digits. */
export const rounded = (value: number): number => Number(value.toPrecision(4));
