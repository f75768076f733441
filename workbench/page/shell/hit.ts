import { splitWords } from "./words";

/** A step, a flow or a document that has the typed words. */
export interface Hit {
  address: string;
  label: string;
  /** Its kind, and what it is a part of. */
  detail: string;
}

/** The hits of each kind, best match first. */
export interface FoundHits {
  steps: readonly Hit[];
  flows: readonly Hit[];
  documents: readonly Hit[];
}

/** The flows and the documents that are shown however many steps there are. */
const KEPT = 5;

/**
 * Puts hits in the order of their use: steps, flows, documents. Flows whose title begins with the query
 * come before steps whose label does not. Each kind is shown, also if there are many steps.
 * @param most the longest list.
 * @returns the list, and the number of all hits.
 */
export function orderHits(
  query: string,
  found: FoundHits,
  most: number,
): { hits: Hit[]; count: number } {
  const typed = splitWords(query).join(" ");
  const leads = ({ label }: Hit) => splitWords(label).join(" ").startsWith(typed);
  const labels = new Set(found.steps.map(({ label }) => label));
  // The heading of a step in the reference repeats the step, which leads to it.
  const documents = found.documents.filter(({ label }) => !labels.has(label));
  const forDocuments = Math.min(KEPT, documents.length);
  const forFlows = Math.min(KEPT, found.flows.length);
  const steps = found.steps.slice(0, most - forFlows - forDocuments);
  const flows = found.flows.slice(0, most - steps.length - forDocuments);
  const hits = [
    ...steps.filter(leads),
    ...flows.filter(leads),
    ...steps.filter((hit) => !leads(hit)),
    ...flows.filter((hit) => !leads(hit)),
    ...documents,
  ].slice(0, most);
  return { hits, count: found.steps.length + found.flows.length + documents.length };
}
