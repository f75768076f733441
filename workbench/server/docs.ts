import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { IMAGES } from "../apiPaths";
import { headingsOf, linksOf, resolveLink } from "../documents";
import type { DocumentContent, DocumentSummary } from "../packageProtocol";
import { packageOf } from "./packageFiles";

/** The folders of the documents of a package. */
const FOLDERS = [
  "docs",
  "docs/reference",
  "docs/decisions",
  "documentation",
  "documentation/connections",
];

/** The names of the files in a folder of a package. */
function namesIn(root: string, folder: string, extension: string): string[] {
  const at = path.join(root, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map(({ name }) => `${folder}/${name}`)
    .sort();
}

/** The documents of a package, which are read again for each request: they change while they are written. */
export class Documents {
  constructor(private readonly file: string) {}

  /** True if the package has no document. */
  get isEmpty(): boolean {
    const root = packageOf(this.file);
    return !root || FOLDERS.every((folder) => namesIn(root, folder, ".md").length === 0);
  }

  /** Lists the documents, with those outside of the folders that they link to. Empty if there are none. */
  list(): DocumentSummary[] {
    return [...this.readAll()].map(([name, text]) => {
      const headings = headingsOf(text);
      return { path: name, title: headings[0]?.text ?? name, headings: headings.slice(1) };
    });
  }

  /** Reads a document by its path in the list; undefined if the list does not have it. */
  read(name: string): DocumentContent | undefined {
    const text = this.readAll().get(name);
    return text === undefined ? undefined : { path: name, text };
  }

  /** Reads an image by its name; undefined if the folder of the images does not have it. */
  readImage(name: string): Buffer | undefined {
    const root = packageOf(this.file);
    const image = `${IMAGES}/${name}`;
    // A name that is not in the folder is never a part of a path.
    if (!root || !namesIn(root, IMAGES, ".png").includes(image)) return undefined;
    return readFileSync(path.join(root, image));
  }

  private readAll(): Map<string, string> {
    const root = packageOf(this.file);
    const texts = new Map<string, string>();
    if (!root) return texts;
    const read = (name: string) => texts.set(name, readFileSync(path.join(root, name), "utf8"));
    for (const folder of FOLDERS) for (const name of namesIn(root, folder, ".md")) read(name);
    for (const [from, text] of [...texts]) {
      for (const target of linksOf(text)) {
        const link = resolveLink(from, target);
        if (!link?.path.endsWith(".md") || texts.has(link.path)) continue;
        if (isWithin(root, path.join(root, link.path))) read(link.path);
      }
    }
    return texts;
  }
}

/** True for a file of a folder, also one that its symbolic links lead to, but no file outside. */
function isWithin(folder: string, file: string): boolean {
  if (!existsSync(file) || !statSync(file).isFile()) return false;
  return realpathSync(file).startsWith(realpathSync(folder) + path.sep);
}
