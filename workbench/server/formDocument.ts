import path from "node:path";
import { bundleScript } from "./bundleScript";

const ENTRY = path.resolve(__dirname, "../page/wizard/jsonForm/frame.tsx");

/** Bundles the script of the document. Its text cannot end the element that holds it. */
async function bundle(): Promise<string> {
  // esbuild escapes `</script>`. After `<!--`, a browser would look for another end.
  return (await bundleScript(ENTRY)).replaceAll("<!--", "\\x3c!--");
}

let script: Promise<string> | undefined;

/**
 * Makes the document that shows the form of a data source in a frame of the wizard. JSON Forms checks values
 * with functions that it makes from the schema, which needs `unsafe-eval`. So the document has no
 * origin (`sandbox`), no connection to anything, and no way to the token, and its script is in it.
 */
export async function makeFormDocument(nonce: string): Promise<{ html: string; policy: string }> {
  script ??= bundle();
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="csp-nonce" content="${nonce}">
<title>Form</title>
<link rel="icon" href="data:,">
</head>
<body><main id="root"></main><script nonce="${nonce}">${await script}</script></body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'unsafe-eval'`,
    `style-src 'nonce-${nonce}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "sandbox allow-scripts",
  ].join("; ");
  return { html, policy };
}
