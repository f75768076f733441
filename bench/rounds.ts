/** The figures that one process measured. Lists are stored, but not compared. */
export type Sample = Record<string, number | number[]>;

/** The samples of each variant, round by round. */
export type Samples = Record<string, Sample[]>;

/** Reverses the order in every second round, so that drift favors no variant. */
const orderOf = <One>(variants: readonly One[], round: number): One[] =>
  round % 2 === 0 ? [...variants] : variants.toReversed();

/** Measures every variant once a round, one process at a time. */
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
