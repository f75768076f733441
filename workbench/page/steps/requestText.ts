/** A request to a trigger as the user edits it. */
export interface RequestText {
  /** A line for each header, such as `Content-Type: application/json`. */
  headers: string;
  body: string;
}

/** Reads the lines of headers. `problem` says what is wrong with the first line that is none. */
export function readHeaders(text: string): { headers: Record<string, string>; problem?: string } {
  const headers = new Map<string, string>();
  const read = () => Object.fromEntries(headers);
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const [, name = "", value = ""] = line.match(/^\s*([^\s:]+)\s*:\s*(.*?)\s*$/) ?? [];
    if (name === "") {
      return {
        headers: read(),
        problem: `Line ${at + 1}: expected a header such as X-Name: value.`,
      };
    }
    headers.set(name, value);
  }
  return { headers: read() };
}

type Fields = Record<string, unknown> | undefined;

const textOf = (data: unknown): string =>
  typeof data === "string" ? data : JSON.stringify(data ?? {}, null, 2);

/** Makes a request for a trigger from the payload that it declares as an example. */
export function sampleRequest(examplePayload: unknown): RequestText {
  const payload = ((examplePayload as Fields)?.payload ?? examplePayload) as Fields;
  const rawBody = payload?.rawBody as Fields;
  const body = payload?.body as Fields;
  const type = rawBody?.contentType ?? body?.contentType ?? "application/json";
  const headers = Object.entries((payload?.headers ?? {}) as Record<string, unknown>);
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  const all = hasType ? headers : [["Content-Type", type], ...headers];
  return {
    headers: all.map(([name, value]) => `${name}: ${value}`).join("\n"),
    body: textOf(rawBody?.data ?? body?.data),
  };
}
