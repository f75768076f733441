import MiniSearch from "minisearch";
import { documentAddress } from "../../documents";
import type { DocumentSummary } from "../../packageProtocol";

/** A document, or a heading in it, that has the typed words. */
export interface FoundDocument {
  address: string;
  label: string;
  /** The title of the document of a heading. */
  detail: string;
}

/** Creates a search over the titles and headings of documents, best match first. */
export function createDocumentSearch(
  documents: readonly DocumentSummary[],
): (query: string) => FoundDocument[] {
  const found = documents.flatMap(({ path, title, headings }): FoundDocument[] => [
    { address: documentAddress({ path, place: "" }), label: title, detail: "Document" },
    ...headings.map(({ id, text }) => ({
      address: documentAddress({ path, place: id }),
      label: text,
      detail: `Document · ${title}`,
    })),
  ]);
  const index = new MiniSearch<FoundDocument & { id: number }>({ fields: ["label"] });
  index.addAll(found.map((one, id) => ({ ...one, id })));
  return (query) =>
    index
      .search(query, { combineWith: "AND", prefix: true })
      .flatMap(({ id }) => found[Number(id)] ?? []);
}
