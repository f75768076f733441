import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  Scalar,
} from "yaml";
import type { Path } from "../format/source";

/** The replacement of one scalar of a YAML file. */
export interface Edit {
  path: Path;
  to: string | boolean;
  /** The parts of the text that differ, old and new. They are replaced where they stand, also in text of several lines. */
  parts?: readonly (readonly [from: string, to: string])[];
}

/** A text after its edits. */
export interface Edited {
  text: string;
  /** The edits that were not made, since they would change other places or cannot be written in place. */
  skipped: Edit[];
}

/** A scalar at a path, and the alias that stands there for it. */
interface Leaf {
  path: Path;
  scalar: Scalar;
  alias?: Alias;
}

/** A replacement of characters of the text. */
interface Splice {
  start: number;
  end: number;
  text: string;
}

const keyOf = (path: Path): string => JSON.stringify(path.map(String));

/**
 * Replaces scalars in a YAML text and keeps every other character: comments, order, quotes, anchors and
 * line ends. No line is added or removed. An edit is skipped if its scalar stands in other places too,
 * through an alias, and not all of them are edited alike.
 * @param text YAML without syntax errors, checked by `readSource`.
 */
export function editScalars(text: string, edits: readonly Edit[]): Edited {
  if (edits.length === 0) return { text, skipped: [] };
  const document = parseYaml(text);
  const before = toJson(document);
  const planned = planSplices(text, document, edits);
  const skipped = edits.filter((edit) => !planned.has(edit));
  let kept: readonly Edit[] = [];
  let result = text;
  /** Makes edits together, or by halves if one of them changes something else. */
  const make = (some: readonly Edit[]): void => {
    const all = [...kept, ...some];
    const next = applySplices(
      text,
      all.flatMap((edit) => planned.get(edit) ?? []),
    );
    if (isAsExpected(next, before, all)) {
      kept = all;
      result = next;
    } else if (some.length <= 1) skipped.push(...some);
    else {
      const half = some.length >> 1;
      make(some.slice(0, half));
      make(some.slice(half));
    }
  };
  make(edits.filter((edit) => planned.has(edit)));
  return { text: result, skipped };
}

// The check for unique keys compares every key with every other one; `readSource` has done it.
const parseYaml = (text: string): Document => parseDocument(text, { uniqueKeys: false });

/** The data as JSON, which also compares the order of keys. */
const toJson = (document: Document): string => JSON.stringify(document.toJS() ?? null);

/** Tells if a text has the data of another one with some edits, and nothing else changed. */
function isAsExpected(text: string, before: string, edits: readonly Edit[]): boolean {
  const document = parseYaml(text);
  if (document.errors.length > 0) return false;
  const expected: unknown = JSON.parse(before);
  for (const { path, to } of edits) {
    const parent = path.slice(0, -1).reduce<unknown>((data, key) => childOf(data, key), expected);
    (parent as Record<string | number, unknown>)[path.at(-1) ?? ""] = to;
  }
  return toJson(document) === JSON.stringify(expected);
}

const childOf = (data: unknown, key: string | number): unknown =>
  (data as Record<string | number, unknown>)[key];

/** Plans a splice for each edit that changes exactly its own places. */
function planSplices(
  text: string,
  document: Document,
  edits: readonly Edit[],
): ReadonlyMap<Edit, Splice> {
  const wanted = new Map(edits.map((edit) => [keyOf(edit.path), edit]));
  const byScalar = new Map<Scalar, Leaf[]>();
  for (const leaf of listLeaves(document)) {
    byScalar.set(leaf.scalar, [...(byScalar.get(leaf.scalar) ?? []), leaf]);
  }
  const planned = new Map<Edit, Splice>();
  const plan = (leaves: readonly Leaf[], node: Node): boolean => {
    const own = leaves.flatMap(({ path }) => wanted.get(keyOf(path)) ?? []);
    const [first] = own;
    if (!first || own.length < leaves.length || own.some(({ to }) => to !== first.to)) return false;
    const splice = spliceOf(text, node, first);
    if (splice) for (const edit of own) planned.set(edit, splice);
    return splice !== undefined;
  };
  for (const [scalar, leaves] of byScalar) {
    if (plan(leaves, scalar)) continue;
    const aliases = new Set(leaves.flatMap(({ alias }) => alias ?? []));
    for (const alias of aliases) {
      plan(
        leaves.filter((leaf) => leaf.alias === alias),
        alias,
      );
    }
  }
  return planned;
}

/** Lists every scalar value of a document by its path, through aliases. */
function listLeaves(document: Document): Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (node: unknown, path: Path, alias?: Alias): void => {
    if (isAlias(node)) visit(node.resolve(document), path, node);
    else if (isScalar(node)) leaves.push({ path, scalar: node, alias });
    else if (isMap(node)) {
      for (const { key, value } of node.items) {
        visit(value, [...path, isScalar(key) ? String(key.value) : String(key)]);
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    }
  };
  visit(document.contents, []);
  return leaves;
}

/** Plans the replacement of a scalar or an alias; undefined if it cannot be written in place. */
function spliceOf(text: string, node: Node, { to, parts = [] }: Edit): Splice | undefined {
  const [start, end] = node.range ?? [0, 0];
  const old = text.slice(start, end);
  if (isScalar(node) && parts.length > 0 && parts.every(([from]) => old.includes(from))) {
    return { start, end, text: parts.reduce((all, part) => all.replaceAll(...part), old) };
  }
  const isBlock = isScalar(node) && BLOCKS.has(node.type ?? "");
  if (isBlock || old === "" || /[\r\n]/.test(old)) return undefined;
  return { start, end, text: write(to, isScalar(node) ? node.type : undefined) };
}

const BLOCKS = new Set<string>([Scalar.BLOCK_FOLDED, Scalar.BLOCK_LITERAL]);

/** Writes a scalar in the style of the one that it replaces. */
function write(value: string | boolean, type: string | undefined): string {
  if (typeof value === "boolean") return String(value);
  if (type === Scalar.QUOTE_SINGLE && /^[\x20-\x7e]*$/.test(value)) {
    return `'${value.replaceAll("'", "''")}'`;
  }
  const isPlain = type !== Scalar.QUOTE_DOUBLE && PLAIN.test(value) && !KEYWORD.test(value);
  // Text in JSON is text in double quotes in YAML.
  return isPlain ? value : JSON.stringify(value);
}

/** Text that means itself without quotes, also between brackets. */
const PLAIN = /^[A-Za-z/][\w./-]*$/;
const KEYWORD = /^(true|false|yes|no|on|off|y|n|null)$/i;

/** Replaces parts of a text. Several edits can have one splice. */
function applySplices(text: string, splices: readonly Splice[]): string {
  const sorted = [...new Set(splices)].sort((one, other) => one.start - other.start);
  let at = 0;
  let result = "";
  for (const { start, end, text: replacement } of sorted) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}
