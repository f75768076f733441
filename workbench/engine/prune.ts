import type { Omission, RunOutcome } from "../protocol";
import { createMask, type Mask } from "./mask";

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

const WHOLE: Limits = { items: Number.POSITIVE_INFINITY, characters: LONGEST_JSON, depth: 100 };
const WIDEST: Limits = { items: 500, characters: 100_000, depth: 100 };

/** A place in a value. */
interface Place {
  around?: Place;
  name: string;
  isItem: boolean;
}

const ROOT: Place = { name: "", isItem: false };

function pathOf({ around, name, isItem }: Place): string {
  const before = around ? pathOf(around) : "";
  if (isItem) return `${before}[${name}]`;
  return before === "" ? name : `${before}.${name}`;
}

/** Leaves out the ends of long lists, objects and texts of one value. */
class Pruning {
  readonly omitted: Omission[] = [];
  private bytes = 0;

  constructor(
    private readonly limits: Limits,
    private readonly mask: Mask,
    private readonly mostBytes = Number.POSITIVE_INFINITY,
  ) {}

  /** True once the pruned value is too long. The rest of it is not read. */
  get isOver(): boolean {
    return this.bytes > this.mostBytes;
  }

  prune(given: unknown, place: Place = ROOT, depth = 0): unknown {
    if (typeof given === "string") return this.pruneText(given, place);
    if (typeof given !== "object" || given === null) {
      this.bytes += String(given).length + 1;
      return given;
    }
    const names = Object.keys(given);
    const kept = names.slice(0, depth < this.limits.depth ? this.limits.items : 0);
    if (names.length > kept.length) this.omit(place, { items: names.length - kept.length });
    this.bytes += 2;
    const isList = Array.isArray(given);
    const entries: [string, unknown][] = [];
    for (const name of kept) {
      if (this.isOver) break;
      const shownName = isList ? name : this.pruneText(name, place);
      const at = { around: place, name: shownName, isItem: isList };
      entries.push([
        shownName,
        this.prune((given as Record<string, unknown>)[name], at, depth + 1),
      ]);
    }
    return isList ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
  }

  private pruneText(text: string, place: Place): string {
    const { characters } = this.limits;
    const shown =
      text.length <= characters ? this.mask.text(text) : this.mask.start(text, characters);
    if (text.length > characters) this.omit(place, { characters: text.length - shown.length });
    this.bytes += Buffer.byteLength(JSON.stringify(shown)) + 1;
    return shown;
  }

  private omit(place: Place, what: Omit<Omission, "path">): void {
    if (this.omitted.length < MOST_OMISSIONS) this.omitted.push({ path: pathOf(place), ...what });
  }
}

const NO_MASK = createMask([]);

/** The widest limits within which a value is short enough. To mask it takes long, and changes little. */
function limitsFor(value: unknown): Limits {
  let limits = WIDEST;
  for (;;) {
    const pruning = new Pruning(limits, NO_MASK, LONGEST_JSON);
    pruning.prune(value);
    if (!pruning.isOver || limits.items === 1) return limits;
    limits = {
      items: Math.max(1, Math.floor(limits.items / 2)),
      characters: Math.max(20, Math.floor(limits.characters / 2)),
      depth: Math.max(5, Math.floor(limits.depth / 2)),
    };
  }
}

/**
 * Prepares a JSON value for the page: without secrets, and pruned if it is long. The structure stays:
 * the first items of long lists, the first fields of large objects and the starts of long texts.
 */
export function pruneResult(
  value: unknown,
  mask: Mask,
): Pick<RunOutcome, "result" | "omitted" | "omittedBytes"> {
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? "");
  const isShort = bytes <= LONGEST_JSON;
  const pruning = new Pruning(isShort ? WHOLE : limitsFor(value), mask);
  const result = pruning.prune(value);
  const { omitted } = pruning;
  return omitted.length === 0 ? { result } : { result, omitted, omittedBytes: bytes };
}
