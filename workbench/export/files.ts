import { createHash } from "node:crypto";
import { EXPORT_NAME, type ExportedData, type ExportedResponse } from "../exportProtocol";
import type { ExportedFiles } from "./folder";
import type { CollectedResponses } from "./responses";

/** Names a file by its content too, so that a browser never mixes two exports. */
const nameOf = (name: string, extension: string, content: Buffer | string): string =>
  `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 10)}.${extension}`;

/** Writes JSON as a script. There, a field `__proto__` is one only with brackets. */
const toScript = (value: unknown): string =>
  JSON.stringify(value).replaceAll('"__proto__":', '["__proto__"]:');

/** A name of a file that says what the path is. */
const wordsOf = (path: string): string =>
  decodeURIComponent(path)
    .replace(/^docs\/page\?path=/, "")
    .replaceAll(/[^\w-]+/g, "-");

/** The policy of the pages. In a folder `'self'` is no origin that all browsers know: `file:` is. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' file:",
  // A file has no nonce that a reader could not know.
  "style-src 'unsafe-inline'",
  "img-src 'self' file: data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The document of the pages. All addresses in it are relative, for any folder and host. */
const makeDocument = (title: string, scripts: readonly string[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
${scripts.map((name) => `<script defer src="${name}"></script>`).join("\n")}
</head>
<body><div id="root"></div><noscript>The workbench needs JavaScript.</noscript></body>
</html>
`;

/**
 * Makes the files of an export.
 * @param page the script of the pages.
 */
export function makeFiles(
  { first, others, images }: CollectedResponses,
  page: string,
): ExportedFiles {
  const files = new Map<string, Buffer>();
  const add = (name: string, extension: string, content: Buffer | string): string => {
    const file = nameOf(name, extension, content);
    files.set(file, Buffer.from(content));
    return file;
  };
  const addResponse = ([path, response]: [string, ExportedResponse]): [string, string] => {
    const script = `${EXPORT_NAME}.responses[${JSON.stringify(path)}] = ${toScript(response)};\n`;
    return [path, add(`data/${wordsOf(path)}`, "js", script)];
  };
  const addImage = ([path, image]: [string, Buffer]): [string, string] => [
    path,
    add(`images/${wordsOf(path).replace(/^docs-images-|-png$/g, "")}`, "png", image),
  ];
  const data: ExportedData = {
    responses: Object.fromEntries(first),
    files: Object.fromEntries([...[...others].map(addResponse), ...[...images].map(addImage)]),
  };
  const scripts = [
    add("data", "js", `globalThis.${EXPORT_NAME} = ${toScript(data)};\n`),
    add("page", "js", page),
  ];
  files.set("index.html", Buffer.from(makeDocument("Workbench", scripts)));
  return files;
}
