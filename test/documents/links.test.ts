import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { filesIn, ROOT, readFile } from "./read";

const DOCUMENTS = filesIn(".", ".md");

/** The text of a page without code, in which brackets are no links. */
const withoutCode = (markdown: string): string =>
  markdown.replace(/^(\s*)```[\s\S]*?^\1```/gm, "").replace(/`[^`\n]*`/g, "code");

/** The targets of links and pictures. */
const linksOf = (markdown: string): string[] =>
  [...withoutCode(markdown).matchAll(/\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)[^)]*\)/g)].map(
    ([, target = ""]) => target,
  );

/** The anchors of a page: those of its headings, as GitHub makes them, and those in HTML. */
function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of markdown
    .replace(/^```[\s\S]*?^```/gm, "")
    .matchAll(/^#+ (.*)$/gm)) {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = text
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-");
    let anchor = slug;
    for (let number = 1; anchors.has(anchor); number += 1) anchor = `${slug}-${number}`;
    anchors.add(anchor);
  }
  for (const [, id = ""] of markdown.matchAll(/<a id="([^"]+)">/g)) anchors.add(id);
  return anchors;
}

/** The hosts that documents link to. A new one is added here after a look at it: a test never opens a link. */
const HOSTS = [
  "docs.segmentapis.com",
  "github.com",
  "jsonforms.io",
  "keepachangelog.com",
  "prismatic.io",
  "segment.com",
  "semver.org",
  "www.npmjs.com",
  "www.twilio.com",
];

/** Returns what is wrong with a link of a page; nothing if it is right. */
function problemOf(file: string, target: string): string | undefined {
  if (/^[a-z]+:/i.test(target)) {
    if (!/^https:\/\/[^\s<>"{}|\\^`]+$/.test(target)) return "is no address with https";
    return HOSTS.includes(new URL(target).host) ? undefined : "has a host that is not in the list";
  }
  const [name = "", anchor] = target.split("#");
  const linked = name === "" ? file : path.posix.join(path.dirname(file), name);
  if (linked.startsWith("..")) return "leads out of the project";
  const full = path.join(ROOT, linked);
  if (!existsSync(full)) return "leads to no file";
  if (anchor === undefined) return undefined;
  if (!statSync(full).isFile() || !linked.endsWith(".md")) return "has an anchor in no document";
  return anchorsOf(readFile(linked)).has(anchor) ? undefined : "leads to no heading";
}

test("every link of every document leads to a file, a heading or a known host", () => {
  const links = DOCUMENTS.flatMap((file) =>
    linksOf(readFile(file)).map((target) => ({ file, target })),
  );
  expect(links.length).toBeGreaterThan(300);
  const known = new Map<string, string | undefined>();
  const wrong = links.filter(({ file, target }) => {
    const key = `${path.dirname(file)} ${target.startsWith("#") ? file : ""} ${target}`;
    if (!known.has(key)) known.set(key, problemOf(file, target));
    return known.get(key) !== undefined;
  });
  expect(wrong.map(({ file, target }) => `${file}: ${target} ${problemOf(file, target)}`)).toEqual(
    [],
  );
});

test.each([
  ["README.md", undefined],
  ["docs/publishing.md#versions", undefined],
  ["docs/nothing.md", "leads to no file"],
  ["docs/publishing.md#nothing", "leads to no heading"],
  ["#nothing", "leads to no heading"],
  ["src/index.ts#L1", "has an anchor in no document"],
  ["../other", "leads out of the project"],
  ["http://prismatic.io/docs", "is no address with https"],
  ["https://prismatic.example/docs", "has a host that is not in the list"],
  ["https://prismatic.io/docs/", undefined],
])("the link %s %s", (target, problem) => {
  expect(problemOf("CONTRIBUTING.md", target)).toBe(problem);
});

test("links are read from text, and anchors as GitHub makes them", () => {
  const page =
    '# A `b` & c!\n\n[x](a.md) `[y](b.md)` ![z](c.png "title")\n\n## Twice\n\n## Twice\n';
  expect(linksOf(page)).toEqual(["a.md", "c.png"]);
  expect([...anchorsOf(page)]).toEqual(["a-b--c", "twice", "twice-1"]);
});
