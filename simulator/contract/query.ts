import { invalidField, type SegmentError } from "./errors";

/** The maximum number of nested names in a key. The contract's queries have at most three. */
const MOST_LEVELS = 20;

type Node = string | Map<string, Node>;

/** A parsed query, and the parts of it that Segment does not support. */
interface ParsedQuery {
  /** Strings, arrays (`a[0]=x` or `a.0=x`) and objects (`a[b]=x` or `a.b=x`). All leaves are strings. */
  values: Record<string, unknown>;
  problems: SegmentError[];
}

/**
 * Parses a raw query. qs is not used because it guesses: it turns an array of more than 20 entries into
 * an object, and it accepts styles that Segment rejects.
 */
export function parseQuery(raw: string): ParsedQuery {
  const root = new Map<string, Node>();
  const problems: SegmentError[] = [];
  for (const pair of raw.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const key = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? "" : pair.slice(equals + 1));
    if (key === undefined || value === undefined) {
      problems.push(invalidField(pair, `${pair} is not percent-encoded correctly`));
      continue;
    }
    const problem = placeValue(root, key, value);
    if (problem !== undefined) problems.push(invalidField(key, problem));
  }
  return { values: toValue(root, "", problems) as Record<string, unknown>, problems };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

function placeValue(root: Map<string, Node>, key: string, value: string): string | undefined {
  if (!/^[^[\].]+(?:\.[^[\].]+|\[[^[\]]*\])*$/.test(key)) {
    return `${key} has misplaced brackets or dots`;
  }
  const path = Array.from(
    key.matchAll(/\[([^[\]]*)\]|[^[\].]+/g),
    ([name, inner]) => inner ?? name,
  );
  if (key.includes("[]")) return `${key} needs an index or a name between its brackets`;
  if (path.length > MOST_LEVELS) return `${path[0]} has more than ${MOST_LEVELS} nested names`;
  const last = path.pop() ?? "";
  let node = root;
  for (const step of path) {
    const next = node.get(step) ?? new Map<string, Node>();
    if (typeof next === "string") return `${key} has both a value and names in it`;
    node.set(step, next);
    node = next;
  }
  if (node.has(last)) return `${key} is given more than once`;
  node.set(last, value);
  return undefined;
}

function toValue(node: Node, path: string, problems: SegmentError[]): unknown {
  if (typeof node === "string") return node;
  const inside = (key: string) => (path === "" ? key : `${path}[${key}]`);
  const keys = [...node.keys()];
  if (path === "" || !keys.every((key) => /^\d+$/.test(key))) {
    // fromEntries makes every name an own property, including `__proto__`.
    return Object.fromEntries(
      [...node].map(([key, child]) => [key, toValue(child, inside(key), problems)]),
    );
  }
  const sorted = keys.sort((a, b) => Number(a) - Number(b));
  if (sorted.some((key, index) => key !== String(index))) {
    problems.push(invalidField(path, `${path} is not numbered 0, 1, 2 and so on`));
  }
  return sorted.map((key) => toValue(node.get(key) ?? "", inside(key), problems));
}
