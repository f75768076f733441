import type { Omission, RunOutcome } from "../protocol";
import type { Mask } from "./mask";

/** The longest JSON that is shown whole, in bytes. */
const LONGEST_JSON = 1024 * 1024;

/** The most parts that are named as left out. */
const MOST_OMISSIONS = 100;

/** The sizes above which a part of a value is cut. */
interface Limits {
  /** Items of a list, or fields of an object. */
  items: number;
  characters: number;
  depth: number;
}

const WIDEST: Limits = { items: 1000, characters: 100_000, depth: 100 };

/** Leaves out the ends of long lists, objects and texts of one value. */
class Pruning {
  readonly omitted: Omission[] = [];

  constructor(
    private readonly limits: Limits,
    private readonly mask: Mask,
  ) {}

  prune(given: unknown, path: string, depth: number): unknown {
    if (typeof given === "string") return this.pruneText(given, path);
    if (typeof given !== "object" || given === null) return given;
    const { items, depth: deepest } = this.limits;
    const entries = Object.entries(given);
    if (depth >= deepest) {
      if (entries.length > 0) this.omit({ path, items: entries.length });
      return Array.isArray(given) ? [] : {};
    }
    if (entries.length > items) this.omit({ path, items: entries.length - items });
    const kept = entries.slice(0, items).map(([name, entry]): [string, unknown] => {
      const shownName = this.pruneText(name, path);
      return [shownName, this.prune(entry, pathOf(given, path, shownName), depth + 1)];
    });
    return Array.isArray(given) ? kept.map(([, entry]) => entry) : Object.fromEntries(kept);
  }

  private pruneText(text: string, path: string): string {
    const { characters } = this.limits;
    if (text.length <= characters) return this.mask.text(text);
    const shown = this.mask.start(text, characters);
    this.omit({ path, characters: text.length - shown.length });
    return shown;
  }

  private omit(omission: Omission): void {
    if (this.omitted.length < MOST_OMISSIONS) this.omitted.push(omission);
  }
}

function pathOf(around: object, path: string, name: string): string {
  if (Array.isArray(around)) return `${path}[${name}]`;
  return path === "" ? name : `${path}.${name}`;
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? "");

/**
 * Prepares a JSON value for the page: without secrets, and pruned if it is long. The structure stays:
 * the first items of long lists, the first fields of large objects and the starts of long texts.
 */
export function pruneResult(
  value: unknown,
  mask: Mask,
): Pick<RunOutcome, "result" | "omitted" | "omittedBytes"> {
  const bytes = sizeOf(value);
  let limits = WIDEST;
  if (bytes <= LONGEST_JSON) {
    limits = { ...WIDEST, items: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY };
  }
  for (;;) {
    const pruning = new Pruning(limits, mask);
    const result = pruning.prune(value, "", 0);
    const isShort = bytes <= LONGEST_JSON || sizeOf(result) <= LONGEST_JSON;
    if (isShort || limits.items === 1) {
      const { omitted } = pruning;
      return omitted.length === 0 ? { result } : { result, omitted, omittedBytes: bytes };
    }
    limits = {
      items: Math.max(1, Math.floor(limits.items / 2)),
      characters: Math.max(20, Math.floor(limits.characters / 2)),
      depth: Math.max(5, Math.floor(limits.depth / 2)),
    };
  }
}
