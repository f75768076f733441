import MiniSearch from "minisearch";
import type { FlowSummary } from "../../protocol";
import { flowAddress } from "./address";
import type { Hit } from "./hit";
import { splitWords } from "./words";

/** A flow with its texts prepared for the search. */
interface Entry {
  id: number;
  name: string;
  title: string;
  description: string;
  steps: string;
}

const wordsOf = (text: string): string => splitWords(text).join(" ");

/** True if each typed word begins a word of the text. */
const hasWords = (text: string, typed: readonly string[]): boolean => {
  const words = splitWords(text);
  return typed.every((word) => words.some((one) => one.startsWith(word)));
};

/**
 * Creates a search over the titles, descriptions and steps of flows, best match first. A flow that is
 * found by the name of a step alone names the step.
 */
export function createFlowSearch(flows: readonly FlowSummary[]): (query: string) => Hit[] {
  const index = new MiniSearch<Entry>({
    fields: ["title", "name", "description", "steps"],
    searchOptions: {
      boost: { title: 4, name: 4, description: 2 },
      combineWith: "AND",
      prefix: true,
    },
  });
  index.addAll(
    flows.map(({ name, title, description = "", stepNames }, id) => ({
      id,
      name: wordsOf(name),
      title: wordsOf(title),
      description: wordsOf(description),
      steps: stepNames.map(wordsOf).join(" "),
    })),
  );
  return (query) => {
    const typed = splitWords(query);
    return index.search(typed.join(" ")).flatMap(({ id }): Hit[] => {
      const flow = flows[Number(id)];
      if (!flow) return [];
      const { name, title, description = "", stepNames } = flow;
      const isNamed = hasWords(`${title} ${name} ${description}`, typed);
      const step = isNamed ? undefined : stepNames.find((one) => hasWords(one, typed));
      const detail = step === undefined ? "Flow" : `Flow · step ${step}`;
      return [{ address: flowAddress(name), label: title || name, detail }];
    });
  };
}
