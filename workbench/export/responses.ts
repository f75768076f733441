import type { Hono } from "hono";
import { configurationPath, documentPath, flowPath, imagePath } from "../apiPaths";
import { linksOf, resolveLink } from "../documents";
import type { ExportedResponse } from "../exportProtocol";
import type { ConfigurationSummary, DocumentContent, DocumentSummary } from "../packageProtocol";
import { type FlowSummary, TOKEN_HEADER } from "../protocol";

/** The responses of a workbench that its pages read without a run, by their path below `/api/`. */
export interface CollectedResponses {
  /** Those that the first page needs. */
  first: Map<string, ExportedResponse>;
  others: Map<string, ExportedResponse>;
  images: Map<string, Buffer>;
}

/** Asks the server for everything that its pages read without a run. */
export async function collectResponses(app: Hono, token: string): Promise<CollectedResponses> {
  const ask = async (path: string) =>
    app.request(`/api/${path}`, { headers: { [TOKEN_HEADER]: token } });
  const read = async (path: string): Promise<[string, ExportedResponse]> => {
    const response = await ask(path);
    return [path, { status: response.status, body: await response.json() }];
  };
  const readAll = async (paths: readonly string[]) => new Map(await Promise.all(paths.map(read)));

  const first = await readAll(["component", "docs", "flows", "configurations"]);
  const bodyOf = <Body>(path: string) => first.get(path)?.body as Body;
  const documents = await readAll(
    bodyOf<DocumentSummary[]>("docs").map(({ path }) => documentPath(path)),
  );
  const others = await readAll([
    ...bodyOf<FlowSummary[]>("flows").map(({ name }) => flowPath(name)),
    ...bodyOf<ConfigurationSummary[]>("configurations").map(({ name }) => configurationPath(name)),
  ]);
  const images = new Map<string, Buffer>();
  for (const { body } of documents.values()) {
    const { path, text } = body as DocumentContent;
    for (const target of linksOf(text)) {
      const image = imagePath(resolveLink(path, target)?.path ?? "");
      if (image === undefined || images.has(image)) continue;
      const response = await ask(image);
      if (response.ok) images.set(image, Buffer.from(await response.arrayBuffer()));
    }
  }
  return { first, others: new Map([...documents, ...others]), images };
}
