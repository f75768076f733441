import { toAddressPart } from "./addressPart";
import type { DocumentHeading } from "./packageProtocol";

/** The code blocks of Markdown, whose lines are no headings or links. */
const CODE_BLOCK = /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm;

/** The name of the place of a heading, as GitHub makes it. */
export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

/** The visible text of Markdown in one line. */
const toPlainText = (markdown: string): string =>
  markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]/g, "")
    .trim();

/** Creates a function that names the places of the headings of one document. The second of a name ends in `-1`. */
export function createSlugs(): (text: string) => string {
  const counts = new Map<string, number>();
  return (text) => {
    const slug = slugOf(text);
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  };
}

/** The headings of a document, with the title first. */
export function headingsOf(text: string): DocumentHeading[] {
  const nameOf = createSlugs();
  return [...text.replace(CODE_BLOCK, "").matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(
    ([, found = ""]) => {
      const heading = toPlainText(found);
      return { id: nameOf(heading), text: heading };
    },
  );
}

/** The places of a document that links can lead to: its headings and the anchors `<a id>`. */
export const placesOf = (text: string): Set<string> =>
  new Set([
    ...headingsOf(text).map(({ id }) => id),
    ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id),
  ]);

/** The targets of the links and images of a document. */
export const linksOf = (text: string): string[] =>
  [...text.replace(CODE_BLOCK, "").matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = ""]) => target);

/** The file and the place in it that a relative link leads to. */
export interface FileLink {
  /** The path in the package. */
  path: string;
  /** Empty for the start of the file. */
  place: string;
}

const ROOT = "file:///";

/**
 * Resolves a relative link.
 * @param from the path of the document in the package.
 * @returns undefined for a link to another host, out of the package, or that cannot be read.
 */
export function resolveLink(from: string, target: string): FileLink | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(target) || target.startsWith("//")) return undefined;
  try {
    const { pathname, hash } = new URL(target, ROOT + from);
    const path = decodeURIComponent(pathname.slice(1));
    // An encoded separator was no separator while the address was resolved.
    if (path.split(/[\\/]/).includes("..")) return undefined;
    return { path, place: decodeURIComponent(hash.slice(1)) };
  } catch {
    return undefined;
  }
}

/** The address of a document in the workbench, such as `/docs/reference/sources.md#createSource`. */
export const documentAddress = ({ path, place }: FileLink): string =>
  `/docs/${path
    .replace(/^docs\//, "")
    .split("/")
    .map(toAddressPart)
    .join("/")}${place === "" ? "" : `#${toAddressPart(place)}`}`;

/** The path of the file of an integration, which has a page of its own. */
const INTEGRATION = /^flows\/([^/]+)\.yml$/;

/**
 * The address in the workbench that a relative link leads to.
 * @param paths the documents of the package.
 * @returns undefined if the workbench does not show the file.
 */
export function linkAddress(link: FileLink, paths: ReadonlySet<string>): string | undefined {
  if (paths.has(link.path)) return documentAddress(link);
  const [, name] = INTEGRATION.exec(link.path) ?? [];
  return name && `/flows/${toAddressPart(name)}`;
}
