import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
} from "yaml";

/** One thing that is wrong with a file, and where. */
export interface Problem {
  /** 1 for the first line. */
  line: number;
  message: string;
}

/** Where something stands in a file: keys and indexes from its root. */
export type Path = readonly (string | number)[];

/** A YAML file as data, and where in it the data stand. */
export interface Source {
  data: unknown;
  /** The line of what stands at a path, or of the nearest there is above it. */
  lineOf(path: Path): number;
  /**
   * The line of a line of the text at a path, 1 for its first. Only a literal block (`|`) has its
   * lines as they are; other text answers where it begins.
   */
  lineWithin(path: Path, line: number): number;
  /** What keeps the text from being YAML; `data` is undefined then. */
  problems: Problem[];
}

/** Reads YAML 1.2 text; duplicate keys and the like are problems, never thrown. */
export function readSource(text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const last = text.trimEnd().split("\n").length;
  // What is not closed is noticed at the end, which may be after the last line.
  const lineAt = (offset: number): number => Math.min(lines.linePos(offset).line, last);
  const failed = (problems: Problem[]): Source => ({
    data: undefined,
    lineOf: () => 1,
    lineWithin: () => 1,
    problems,
  });
  if (document.errors.length > 0) {
    return failed(document.errors.map(({ pos, message }) => ({ line: lineAt(pos[0]), message })));
  }
  const data: unknown = document.toJS();
  if (isEndless(data)) return failed([{ line: 1, message: "an alias is within what it names" }]);
  return {
    data,
    lineOf: (path) => lineAt(placeOf(document.contents, path).offset),
    lineWithin: (path, line) => {
      const { node } = placeOf(document.contents, path);
      const [start, end] = node?.range ?? [0, 0];
      if (!isScalar(node) || node.type !== Scalar.BLOCK_LITERAL) return lineAt(start);
      return Math.min(lineAt(start) + line, lineAt(Math.max(start, end - 1)));
    },
    problems: [],
  };
}

function isEndless(data: unknown): boolean {
  try {
    JSON.stringify(data);
    return false;
  } catch {
    return true;
  }
}

/** What stands at a path, and where it begins; at a key, where the key does. */
function placeOf(root: Node | null, path: Path): { node: Node | null; offset: number } {
  let node = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && String(item.key) === String(step));
      if (!pair) return { node, offset };
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = isNode(pair.value) ? pair.value : null;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (!isNode(item)) return { node, offset };
      offset = item.range?.[0] ?? offset;
      node = item;
    } else return { node, offset };
  }
  return { node, offset };
}
