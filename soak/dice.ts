import { hash, seededRandom } from "../simulator/state/ids";

/** Repeatable random numbers: the same text gives the same sequence. */
export class Dice {
  /** A number in [0, 1). */
  readonly next: () => number;

  constructor(seed: string) {
    this.next = seededRandom(hash(seed));
  }

  /** Returns true with this probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A random whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** Picks an entry of a list. */
  pick<T>(from: readonly T[]): T {
    return this.weighted(from, () => 1);
  }

  /** Picks an entry of a list by weight. */
  weighted<T>(from: readonly T[], weightOf: (one: T) => number): T {
    let left = this.next() * from.reduce((sum, one) => sum + weightOf(one), 0);
    for (const one of from) {
      left -= weightOf(one);
      if (left < 0) return one;
    }
    throw new RangeError("there is nothing to choose from");
  }
}
