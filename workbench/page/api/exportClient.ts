import { EXPORT_NAME, type ExportedData } from "../../exportProtocol";
import type { Problem } from "../../protocol";
import { type Client, ServerError } from "./client";

/** The data of an export; undefined in a page of a server. */
export const readExport = (): ExportedData | undefined =>
  (globalThis as { [EXPORT_NAME]?: ExportedData })[EXPORT_NAME];

/** Loads a script of the export, which adds its responses to the data. */
const loadScript = (file: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = file;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`The file ${file} is missing. Export the workbench again.`));
    };
    document.head.append(script);
  });

/** Nothing of an exported page changes or runs anything. */
const refuse = (): Promise<never> =>
  Promise.reject(new Error("This is a read-only export: it runs nothing."));

/**
 * Creates a client that reads the responses in an export.
 * @param load loads a file that adds responses.
 */
export function createExportClient({ responses, files }: ExportedData, load = loadScript): Client {
  const loading = new Map<string, Promise<void>>();
  const loadOnce = (file: string): Promise<void> => {
    const begun = loading.get(file) ?? load(file);
    loading.set(file, begun);
    begun.catch(() => loading.delete(file));
    return begun;
  };
  const fileOf = (path: string): string => {
    const file = Object.hasOwn(files, path) ? files[path] : undefined;
    if (file === undefined) throw new ServerError(404, "Not found.");
    return file;
  };
  return {
    isReadOnly: true,
    get: async <Data>(path: string) => {
      if (!Object.hasOwn(responses, path)) await loadOnce(fileOf(path));
      const { status, body } = responses[path] ?? { status: 404, body: { error: "Not found." } };
      if (status >= 400) throw new ServerError(status, (body as Problem).error);
      return body as Data;
    },
    getImage: async (path) => fileOf(path),
    send: refuse,
    stream: refuse,
  };
}
