/** What one process measured, by figure; a list is kept as it is and compared by nothing. */
export type Sample = Record<string, number | number[]>;

/** The samples of each variant, round by round. */
export type Samples = Record<string, Sample[]>;

/** The order of a round: as given, backwards in every second one, so that drift favours nobody. */
export const orderOf = <One>(variants: readonly One[], round: number): One[] =>
  round % 2 === 0 ? [...variants] : variants.toReversed();

/** Measures every variant once a round, one after the other. */
export async function runRounds<Variant extends { name: string }>(
  variants: readonly Variant[],
  rounds: number,
  measure: (variant: Variant) => Promise<Sample>,
): Promise<Samples> {
  const samples: Samples = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of orderOf(variants, round)) {
      const kept = samples[variant.name] ?? [];
      kept.push(await measure(variant));
      samples[variant.name] = kept;
    }
  }
  return samples;
}
