import MiniSearch from "minisearch";
import type { StepDescription } from "../../protocol";
import { splitWords } from "./words";

/** A step with its words prepared for the ranking. */
interface Entry {
  id: number;
  step: StepDescription;
  label: readonly string[];
  key: readonly string[];
}

/** Finds steps by typed words, best match first. */
export type StepSearch = (query: string) => StepDescription[];

/** True if each typed word begins a word, in the same order. */
function beginInOrder(typed: readonly string[], words: readonly string[]): boolean {
  let at = 0;
  return typed.every((word) => {
    while (at < words.length && !words[at]?.startsWith(word)) at += 1;
    at += 1;
    return at <= words.length;
  });
}

const beginAny = (typed: readonly string[], words: readonly string[]): boolean =>
  typed.every((word) => words.some((one) => one.startsWith(word)));

/** True for the letters of a text in order, such as `crsrc` for `createsource`. */
function isAbbreviation(typed: string, text: string): boolean {
  if (typed.length < 3 || typed[0] !== text[0]) return false;
  let at = 0;
  for (const letter of text) if (letter === typed[at]) at += 1;
  return at === typed.length;
}

/** The places of a match: a smaller one is a better match. */
const TIERS: readonly ((typed: readonly string[], { label, key }: Entry) => boolean)[] = [
  (typed, { label, key }) => label.join(" ") === typed.join(" ") || key.join("") === typed.join(""),
  (typed, { label }) => label.join(" ").startsWith(typed.join(" ")),
  (typed, { label, key }) =>
    [label, key].some((words) => words.join("").startsWith(typed.join(""))),
  (typed, { label }) => beginInOrder(typed, label),
  (typed, { label }) => beginAny(typed, label),
  (typed, { key }) => beginAny(typed, key),
];
const BY_TEXT = TIERS.length;
const BY_ABBREVIATION = BY_TEXT + 1;
const BY_SIMILAR_TEXT = BY_TEXT + 2;

/** Matches that are worse than a direct one are not shown beside more direct ones than this. */
const ENOUGH = 8;

/**
 * Creates a search over steps. An exact label or key comes first, then a label that begins with the
 * query, then words of the label, of the key, and of the group and description; last, abbreviations
 * and misspelled words.
 */
export function createSearch(steps: readonly StepDescription[]): StepSearch {
  const entries = steps.map(
    (step, id): Entry => ({ id, step, label: splitWords(step.label), key: splitWords(step.key) }),
  );
  const index = new MiniSearch<Entry>({
    fields: ["label", "key", "group", "description"],
    extractField: ({ id, step, label, key }, field) => {
      if (field === "id") return String(id);
      if (field === "label") return label.join(" ");
      if (field === "key") return key.join(" ");
      return splitWords(field === "group" ? step.group : step.description).join(" ");
    },
    searchOptions: { boost: { label: 4, key: 3, group: 2 }, combineWith: "AND", prefix: true },
  });
  index.addAll(entries);

  return (query) => {
    const typed = splitWords(query);
    if (typed.length === 0) return [];
    const found = new Map<number, { tier: number; score: number }>();
    const add = (id: number, tier: number, score: number) => {
      if (!found.has(id)) found.set(id, { tier, score });
    };
    const addText = (tier: number, options: object) => {
      for (const { id, score } of index.search(typed.join(" "), options)) add(+id, tier, score);
    };
    // Of two labels with the words, the shorter one has less beside them.
    for (const entry of entries) {
      const tier = TIERS.findIndex((matches) => matches(typed, entry));
      if (tier !== -1) add(entry.id, tier, -entry.label.length);
    }
    addText(BY_TEXT, {});
    if (found.size < ENOUGH) {
      for (const { id, label } of entries) {
        const text = label.join("");
        if (isAbbreviation(typed.join(""), text)) add(id, BY_ABBREVIATION, -text.length);
      }
      addText(BY_SIMILAR_TEXT, { fuzzy: 0.3 });
    }
    return [...found]
      .sort(([one, a], [other, b]) => a.tier - b.tier || b.score - a.score || one - other)
      .flatMap(([id]) => entries[id]?.step ?? []);
  };
}
