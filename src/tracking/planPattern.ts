/** Spends the work of a check; throws if the budget is used up. */
export type Spend = (steps: number) => void;

/** Tests if a pattern occurs in a text, in time proportional to the text. */
export type PatternTest = (text: string, spend: Spend) => boolean;

type Node =
  | { kind: "char"; test: (point: string) => boolean }
  | { kind: "start" | "end" | "wordEdge" | "notWordEdge" }
  | { kind: "sequence" | "choice"; nodes: Node[] }
  | { kind: "repeat"; node: Node; least: number; most: number };

type Instruction =
  | { op: "char"; test: (point: string) => boolean }
  | { op: "start" | "end" | "wordEdge" | "notWordEdge" | "match" }
  | { op: "split"; to: number[] };

/** The largest program of a pattern, and the deepest nesting of its groups. */
const PROGRAM_LIMIT = 5000;
const GROUP_LIMIT = 100;
const WORD = /^\w$/;

/** Compiles one character's test; the engine sees a single character, so it cannot backtrack. */
function charTest(source: string, ignoreCase: boolean): (point: string) => boolean {
  let expression: RegExp;
  try {
    expression = new RegExp(`^${source}$`, ignoreCase ? "iu" : "u");
  } catch {
    expression = new RegExp(`^${source}$`, ignoreCase ? "i" : "");
  }
  const known = new Map<string, boolean>();
  return (point) => {
    let result = known.get(point);
    if (result === undefined) {
      result = expression.test(point);
      if (known.size < 256) known.set(point, result);
    }
    return result;
  };
}

/** Parses a pattern of the syntax that JavaScript and RE2 share: no lookaround, no back-references. */
class PatternParser {
  private at = 0;
  private depth = 0;
  private readonly ignoreCase: boolean;
  private readonly source: string;

  constructor(pattern: string) {
    this.ignoreCase = pattern.startsWith("(?i)");
    this.source = this.ignoreCase ? pattern.slice(4) : pattern;
  }

  parse(): Node {
    const node = this.choice();
    if (this.at < this.source.length) throw new Error("a parenthesis is closed but not opened");
    return node;
  }

  private choice(): Node {
    const nodes = [this.sequence()];
    while (this.source[this.at] === "|") {
      this.at++;
      nodes.push(this.sequence());
    }
    return nodes.length === 1 ? (nodes[0] as Node) : { kind: "choice", nodes };
  }

  private sequence(): Node {
    const nodes: Node[] = [];
    while (this.at < this.source.length && !"|)".includes(this.source[this.at] as string)) {
      nodes.push(this.repeated(this.atom()));
    }
    return { kind: "sequence", nodes };
  }

  private repeated(node: Node): Node {
    const [text, star, from, comma, to] =
      /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.source.slice(this.at, this.at + 24)) ?? [];
    if (text === undefined) return node;
    this.at += text.length;
    if (/^(?:[*+?]|\{\d+,?\d*\})/.test(this.source.slice(this.at, this.at + 24))) {
      throw new Error("a quantifier follows another one");
    }
    if (star)
      return {
        kind: "repeat",
        node,
        least: star === "+" ? 1 : 0,
        most: star === "?" ? 1 : Number.POSITIVE_INFINITY,
      };
    const least = Number(from);
    const most = comma ? (to ? Number(to) : Number.POSITIVE_INFINITY) : least;
    if (most < least) throw new Error("the bounds of a quantifier are out of order");
    if (Math.max(least, Number.isFinite(most) ? most : 0) > 1000)
      throw new Error("a quantifier is above 1000");
    return { kind: "repeat", node, least, most };
  }

  private atom(): Node {
    const first = String.fromCodePoint(this.source.codePointAt(this.at) as number);
    if (first === "(") return this.group();
    if (first === "[") return this.chars(this.classEnd());
    if (first === "\\") return this.escape();
    if ("*+?".includes(first)) throw new Error("a quantifier has nothing to repeat");
    if (first === "^" || first === "$") {
      this.at++;
      return { kind: first === "^" ? "start" : "end" };
    }
    if (first === ".") return this.chars(this.at + 1);
    this.at += first.length;
    return { kind: "char", test: charTest(first.replace(/[{}\]/-]/, "\\$&"), this.ignoreCase) };
  }

  private group(): Node {
    const opening = /^\((?:\?(?::|P?<[A-Za-z_]\w*>))?(?!\?)/.exec(
      this.source.slice(this.at, this.at + 80),
    );
    if (!opening) throw new Error("only plain, named and non-capturing groups are supported");
    if (++this.depth > GROUP_LIMIT) throw new Error("its groups are nested too deeply");
    this.at += opening[0].length;
    const node = this.choice();
    if (this.source[this.at] !== ")") throw new Error("a parenthesis is not closed");
    this.at++;
    this.depth--;
    return node;
  }

  private classEnd(): number {
    for (let at = this.at + 1; at < this.source.length; at++) {
      if (this.source[at] === "\\") at++;
      else if (this.source[at] === "]") return at + 1;
    }
    throw new Error("a bracket is not closed");
  }

  private escape(): Node {
    const [text] =
      /^\\(?:[pP]\{[\w=]+\}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[A-Za-z]|[\s\S])/u.exec(
        this.source.slice(this.at, this.at + 60),
      ) ?? [];
    if (text === undefined) throw new Error("it ends within an escape");
    const name = text[1] as string;
    if (name === "b" || name === "B") {
      this.at += 2;
      return { kind: name === "b" ? "wordEdge" : "notWordEdge" };
    }
    if (/^\\[1-9k]/.test(text)) throw new Error("back-references are not supported");
    if (text.length === 2 && /[A-Za-z]/.test(name) && !/[dDwWsStnrvf]/.test(name)) {
      throw new Error(`the escape ${text} is not supported`);
    }
    return this.chars(this.at + text.length);
  }

  private chars(end: number): Node {
    const test = charTest(this.source.slice(this.at, end), this.ignoreCase);
    this.at = end;
    return { kind: "char", test };
  }
}

function emit(node: Node, program: Instruction[]): void {
  if (program.length > PROGRAM_LIMIT) throw new Error("it is too large");
  if (node.kind === "char") program.push({ op: "char", test: node.test });
  else if (node.kind === "sequence") for (const one of node.nodes) emit(one, program);
  else if (node.kind === "choice") emitChoice(node.nodes, program);
  else if (node.kind === "repeat") emitRepeat(node.node, node.least, node.most, program);
  else program.push({ op: node.kind });
}

function emitChoice(nodes: readonly Node[], program: Instruction[]): void {
  const split: number[] = [];
  program.push({ op: "split", to: split });
  const jumps: number[][] = [];
  for (const node of nodes) {
    split.push(program.length);
    emit(node, program);
    const jump: number[] = [];
    jumps.push(jump);
    program.push({ op: "split", to: jump });
  }
  for (const jump of jumps) jump.push(program.length);
}

function emitRepeat(node: Node, least: number, most: number, program: Instruction[]): void {
  for (let count = 0; count < least; count++) {
    const before = program.length;
    emit(node, program);
    if (program.length === before) return;
  }
  if (most === Number.POSITIVE_INFINITY) {
    const at = program.length;
    const split = [at + 1];
    program.push({ op: "split", to: split });
    emit(node, program);
    program.push({ op: "split", to: [at] });
    split.push(program.length);
    return;
  }
  const exits: number[][] = [];
  for (let count = least; count < most; count++) {
    const split = [program.length + 1];
    exits.push(split);
    program.push({ op: "split", to: split });
    emit(node, program);
  }
  for (const exit of exits) exit.push(program.length);
}

/** Tests an assertion between two characters; undefined stands for an end of the text. */
function holds(op: string, before: string | undefined, after: string | undefined): boolean {
  if (op === "start") return before === undefined;
  if (op === "end") return after === undefined;
  const isEdge = WORD.test(before ?? "") !== WORD.test(after ?? "");
  return op === "wordEdge" ? isEdge : !isEdge;
}

/**
 * Compiles a pattern to a test that follows all alternatives at once, so that no pattern can stall it.
 * Errors: the reason why the pattern cannot be compiled.
 */
export function compilePattern(pattern: string): PatternTest {
  const program: Instruction[] = [];
  emit(new PatternParser(pattern).parse(), program);
  program.push({ op: "match" });
  const seen = new Float64Array(program.length);
  let turn = 0;
  let visited = 0;

  function follow(
    from: number,
    before: string | undefined,
    after: string | undefined,
    states: number[],
  ): boolean {
    const pending = [from];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (seen[at] === turn) continue;
      seen[at] = turn;
      visited++;
      const step = program[at] as Instruction;
      if (step.op === "match") return true;
      if (step.op === "char") states.push(at);
      else if (step.op === "split") pending.push(...step.to);
      else if (holds(step.op, before, after)) pending.push(at + 1);
    }
    return false;
  }

  return (text, spend) => {
    turn++;
    visited = 0;
    const points = Array.from(text);
    let states: number[] = [];
    if (follow(0, undefined, points[0], states)) return true;
    for (const [index, point] of points.entries()) {
      spend(1 + visited);
      visited = 0;
      turn++;
      const next: number[] = [];
      for (const at of states) {
        const step = program[at] as Instruction;
        if (
          step.op === "char" &&
          step.test(point) &&
          follow(at + 1, point, points[index + 1], next)
        )
          return true;
      }
      if (follow(0, point, points[index + 1], next)) return true;
      states = next;
    }
    return false;
  };
}
