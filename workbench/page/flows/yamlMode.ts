import { StreamLanguage, type StringStream } from "@codemirror/language";

const QUOTED = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^']|'')*'`;

/** The tokens within a line, the first that fits first. */
const TOKENS: readonly [RegExp, string | null][] = [
  [/^-(?=\s|$)/, null],
  [
    new RegExp(`^(?:${QUOTED}|[^\\s#"'{}[\\],&*!][^#"':{}]*?)(?=\\s*:(?:\\s|$))`),
    "propertyName.definition",
  ],
  [new RegExp(`^(?:${QUOTED})`), "string"],
  [/^(?:true|false|null|~)(?=\s*(?:[,\]}]|\s#|$))/, "atom"],
  [/^-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?(?=\s*(?:[,\]}]|\s#|$))/i, "number"],
  [/^[&*!][^\s,\]}]*/, "meta"],
  [/^[:,{}[\]]/, null],
  [/^[^\s,{}[\]]+/, "string"],
];

interface YamlState {
  /** The column of the key that holds a block of text, while the text goes on. */
  block?: number;
}

/** The column below which the text of a block scalar ends. */
function columnOf(line: string): number {
  const { length } = /^(?:\s*-(?=\s))*\s*/.exec(line)?.[0] ?? "";
  return /^[|>]/.test(line.slice(length)) ? length - 1 : length;
}

function readToken(stream: StringStream, state: YamlState): string | null {
  if (stream.sol() && state.block !== undefined) {
    if (stream.string.trim() === "" || stream.indentation() > state.block) {
      stream.skipToEnd();
      return "string";
    }
    state.block = undefined;
  }

  if (stream.eatSpace()) return null;
  if (/\s/.test(stream.string[stream.pos - 1] ?? " ") && stream.match(/^#.*/)) {
    return "comment";
  }
  if (stream.match(/^[|>][+\-\d]*\s*(?:#.*)?$/)) {
    state.block = columnOf(stream.string);
    return "keyword";
  }
  const found = TOKENS.find(([pattern]) => stream.match(pattern));
  if (!found) stream.next();
  return found?.[1] ?? null;
}

/** Colors for the YAML of flow files: keys, texts, numbers and comments. It checks nothing. */
export const YAML = StreamLanguage.define<YamlState>({
  name: "yaml",
  startState: () => ({}),
  token: readToken,
});
