import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { StepDescription } from "../protocol";
import { packageOf } from "./packageFiles";

/** Sections of steps in a page of the reference: an anchor with the key of the step begins each. */
const SECTIONS = /^<a id="(\w+)"><\/a>$([\s\S]*?)(?=^<a id=|(?![\s\S]))/gm;

/** The lines of a section that are no prose: code blocks, rows of tables, and items of lists. */
const NO_PROSE = /^```[\s\S]*?^```$|^\|.*$|^- .*$/gm;

const LINK = /\[([^\]]+)\]\((https:\/\/[^()\s]+)\)/;

/** Reads the first link to another host in the prose of each section of a page, by the key of its step. */
export const readDocumentation = (
  page: string,
): Map<string, NonNullable<StepDescription["documentation"]>> =>
  new Map(
    [...page.matchAll(SECTIONS)].flatMap(([, key = "", section = ""]) => {
      const [, label = "", url] = LINK.exec(section.replace(NO_PROSE, "")) ?? [];
      return url === undefined ? [] : [[key, { label, url }] as const];
    }),
  );

/**
 * Adds the page in the documentation of the API to each step whose reference names one page.
 * @param file the file of the built component.
 */
export function withDocumentation(
  file: string,
  steps: readonly StepDescription[],
): StepDescription[] {
  const folder = packageOf(file);
  const pages = new Map<string, ReturnType<typeof readDocumentation>>();
  const linksOn = (name: string) => {
    const at = path.join(folder ?? "", name);
    const links =
      pages.get(name) ?? readDocumentation(existsSync(at) ? readFileSync(at, "utf8") : "");
    pages.set(name, links);
    return links;
  };
  return steps.map((step) => {
    // The address of a page in the reference is its path in the package.
    const page = step.reference?.split("#")[0];
    const documentation = page ? linksOn(page).get(step.key) : undefined;
    return documentation ? { ...step, documentation } : step;
  });
}
