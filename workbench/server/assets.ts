import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const PAGE = path.resolve(__dirname, "../page");
const ENTRY = "main.tsx";

/** A file of the page. */
export interface Asset {
  type: string;
  body: Buffer;
  /** The body, compressed. */
  gzip: Buffer;
}

/** The scripts of the page, by file name. */
export interface PageFiles {
  /** The script that the document loads. */
  entry: string;
  /** The scripts that the entry imports, for the browser to load at once. */
  preloads: string[];
  files: ReadonlyMap<string, Asset>;
}

/** Bundles the page. Parts that few steps need are files of their own. */
export async function bundlePage(): Promise<PageFiles> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: PAGE,
    entryPoints: [ENTRY],
    outdir: "out",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    write: false,
    metafile: true,
    jsx: "automatic",
    entryNames: "[name]-[hash]",
    chunkNames: "part-[hash]",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
  });
  const files = new Map(
    outputFiles.map(({ path: file, contents }) => {
      const body = Buffer.from(contents);
      return [
        path.basename(file),
        { type: "text/javascript; charset=utf-8", body, gzip: gzipSync(body) },
      ];
    }),
  );
  // A part that is loaded later has an entry point too.
  const output = Object.entries(metafile.outputs).find(
    ([, { entryPoint }]) => entryPoint === ENTRY,
  );
  if (!output) throw new Error("esbuild made no script of the page");
  const [entry, { imports }] = output;
  return {
    entry: path.basename(entry),
    preloads: imports
      .filter(({ kind }) => kind === "import-statement")
      .map(({ path: file }) => path.basename(file)),
    files,
  };
}

/** Makes the document of the page. Only its own scripts run, and only styles with the nonce apply. */
export function makeDocument(
  { entry, preloads }: PageFiles,
  nonce: string,
): { html: string; policy: string } {
  const links = preloads.map((name) => `<link rel="modulepreload" href="/scripts/${name}">`);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="csp-nonce" content="${nonce}">
<title>Workbench</title>
<link rel="icon" href="data:,">
${links.join("\n")}
<script type="module" src="/scripts/${entry}"></script>
</head>
<body><div id="root"></div><noscript>The workbench needs JavaScript.</noscript></body>
</html>
`;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return { html, policy };
}
