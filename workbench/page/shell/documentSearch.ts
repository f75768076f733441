import MiniSearch from "minisearch";
import { documentAddress } from "../../documents";
import type { DocumentSummary } from "../../packageProtocol";
import type { Hit } from "./hit";

/** Creates a search over the titles and headings of documents, best match first. */
export function createDocumentSearch(
  documents: readonly DocumentSummary[],
): (query: string) => Hit[] {
  const found = documents.flatMap(({ path, title, headings }): Hit[] => [
    { address: documentAddress({ path, place: "" }), label: title, detail: "Document" },
    ...headings.map(({ id, text }) => ({
      address: documentAddress({ path, place: id }),
      label: text,
      detail: `Document · ${title}`,
    })),
  ]);
  const index = new MiniSearch<Hit & { id: number }>({ fields: ["label"] });
  index.addAll(found.map((one, id) => ({ ...one, id })));
  return (query) =>
    index
      .search(query, { combineWith: "AND", prefix: true })
      .flatMap(({ id }) => found[Number(id)] ?? []);
}
