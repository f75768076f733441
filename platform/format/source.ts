import {
  Composer,
  type CST,
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  Scalar,
  visit,
} from "yaml";

/** A problem in a file. */
export interface Problem {
  /** The line number, from 1. */
  line: number;
  message: string;
}

/** A position in a file: keys and indexes from its root. */
export type Path = readonly (string | number)[];

/** The data of a YAML file and their lines. */
export interface Source {
  data: unknown;
  /** The line of a path, or of its nearest existing parent. */
  lineOf(path: Path): number;
  /** The line on which the value at a path ends. Comments and empty lines after it are not a part of it. */
  lastLineOf(path: Path): number;
  /**
   * The line in the file of a line of the text at a path, from 1. Only a literal block (`|`) keeps
   * its lines; any other text returns its first line.
   */
  lineWithin(path: Path, line: number): number;
  /** Syntax errors; `data` is undefined if there are any. */
  problems: Problem[];
}

/** The most characters of a file; the largest example has some 25,000. */
const MOST_CHARACTERS = 256 * 1024;
/**
 * The deepest nesting, in which keys and values count separately. Deeper nesting can end the
 * process.
 */
const DEEPEST = 200;
/** The most problems that are reported for one file. */
const MOST_PROBLEMS = 100;
/** The most values that aliases may expand to. Nested anchors multiply them. */
const MOST_ALIASES = 100;

const failWith = (...problems: Problem[]): Source => ({
  data: undefined,
  lineOf: () => 1,
  lastLineOf: () => 1,
  lineWithin: () => 1,
  problems,
});

/**
 * Reads the tokens of a text, without recursion, unlike the steps after it.
 * @returns the tokens, or the line in which nesting becomes too deep.
 */
function readTokens(text: string, lines: LineCounter): CST.Token[] | number {
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > DEEPEST) return lines.lineStarts.length;
  }
  return [...tokens, ...parser.end()];
}

/** Returns the tokens of a file, or the reason to read none of it. */
function readTokensOf(text: string, lines: LineCounter): CST.Token[] | Problem {
  if (text.length > MOST_CHARACTERS) {
    const message = `expected a file of at most ${MOST_CHARACTERS} characters, got ${text.length}`;
    return { line: 1, message };
  }
  const tokens = readTokens(text, lines);
  if (typeof tokens !== "number") return tokens;
  const message = `expected lists and maps at most ${DEEPEST / 2} levels deep, got more`;
  return { line: tokens, message };
}

/** A position in the text and what is wrong there. */
interface Mistake {
  offset: number;
  message: string;
}

/** Composes the first document of the tokens, and finds its syntax errors. */
function compose(tokens: CST.Token[], length: number): { document: Document; errors: Mistake[] } {
  // The check of the parser compares every key with every other one; findRepeatedKeys is faster.
  const composer = new Composer({ uniqueKeys: false });
  const [document, second] = composer.compose(tokens, true, length);
  if (!document) throw new Error("the composer returned no document, though it must");
  const errors = document.errors.map(({ pos, message }) => ({ offset: pos[0], message }));
  if (second) {
    errors.push({ offset: second.range[0], message: "expected one YAML document, got several" });
  }
  return { document, errors };
}

const REPEATED = "Map keys must be unique";

/** Finds the offsets of keys that a map contains twice. */
function findRepeatedKeys(document: Document): number[] {
  const offsets: number[] = [];
  visit(document, {
    Map: (_key, { items }) => {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (keys.has(key.value)) offsets.push(key.range?.[0] ?? 0);
        keys.add(key.value);
      }
    },
  });
  return offsets;
}

/**
 * Reads YAML 1.2. Syntax errors and duplicate keys are returned as problems, never thrown. The same
 * is true of a file, nesting or aliases that would take too much memory or time.
 */
export function readSource(text: string): Source {
  const lines = new LineCounter();
  const tokens = readTokensOf(text, lines);
  if (!Array.isArray(tokens)) return failWith(tokens);
  const { document, errors } = compose(tokens, text.length);
  const last = text.trimEnd().split("\n").length;
  // An unclosed bracket is found at the end of the text, which may be after the last line.
  const lineAt = (offset: number): number => Math.min(lines.linePos(offset).line, last);
  const repeated = findRepeatedKeys(document).map((offset) => ({ offset, message: REPEATED }));
  if (errors.length + repeated.length > 0) {
    const problems = [...errors, ...repeated].sort((one, other) => one.offset - other.offset);
    return failWith(
      ...problems
        .slice(0, MOST_PROBLEMS)
        .map(({ offset, message }) => ({ line: lineAt(offset), message })),
    );
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    // Other errors are wrong merges (<<) of YAML 1.1.
    const message =
      error instanceof ReferenceError
        ? `expected aliases (*name) to expand to at most ${MOST_ALIASES} values, got more`
        : (error as Error).message;
    return failWith({ line: 1, message });
  }
  if (isCircular(data))
    return failWith({ line: 1, message: "expected no alias within the value that it names" });
  return {
    data,
    lineOf: (path) => lineAt(findNode(document.contents, path).offset),
    lastLineOf: (path) => {
      const { node, offset } = findNode(document.contents, path);
      return lineAt(Math.max(offset, endOf(node, text) - 1));
    },
    lineWithin: (path, line) => {
      const { node } = findNode(document.contents, path);
      const [start, end] = node?.range ?? [0, 0];
      if (!isScalar(node) || node.type !== Scalar.BLOCK_LITERAL) return lineAt(start);
      return Math.min(lineAt(start) + line, lineAt(Math.max(start, end - 1)));
    },
    problems: [],
  };
}

/** The offset behind the last character of a node that is no white space. 0 if there is no node. */
function endOf(node: Node | null, text: string): number {
  // The range of a list or a map has the comments after its last item.
  const last = isMap(node) || isSeq(node) ? node.items.at(-1) : undefined;
  if (last !== undefined && !(node as { flow?: boolean }).flow) {
    return isPair(last) ? endOf((last.value ?? last.key) as Node, text) : endOf(last as Node, text);
  }
  const [start = 0, end = 0] = node?.range ?? [];
  return start + text.slice(start, end).trimEnd().length;
}

function isCircular(data: unknown): boolean {
  try {
    JSON.stringify(data);
    return false;
  } catch {
    return true;
  }
}

/** Finds the node at a path and its offset. In a map, the offset is that of the key. */
function findNode(root: Node | null, path: Path): { node: Node | null; offset: number } {
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
