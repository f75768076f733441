import { type Problem, TOKEN_HEADER } from "../../protocol";
import { toDataUrl } from "./dataUrl";

/** An error response of the server. */
export class ServerError extends Error {
  override name = "ServerError";

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Gives the failure of a connection, which each browser words in its own way, a message. */
const reach = <Result>(work: Promise<Result>): Promise<Result> =>
  work.catch((error: unknown) => {
    if (!(error instanceof TypeError)) throw error;
    throw new Error("The workbench cannot be reached. Start it again.");
  });

/** Calls the server of the workbench. All functions throw ServerError for an error response. */
export interface Client {
  /** True for the pages of an export: there is no server, and nothing runs. */
  readonly isReadOnly: boolean;
  get<Data>(path: string): Promise<Data>;
  /** Reads an image as a URL that an element can show. */
  getImage(path: string): Promise<string>;
  send<Data>(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<Data>;
  /** Reads a response of JSON lines, and resolves at its end. */
  stream<Line>(
    request: { method: "GET" | "POST"; path: string; body?: unknown; signal?: AbortSignal },
    onLine: (line: Line) => void,
  ): Promise<void>;
}

async function readLines<Line>(body: ReadableStream<Uint8Array>, onLine: (line: Line) => void) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reach(reader.read());
    const lines = (rest + decoder.decode(value, { stream: !done })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(JSON.parse(line));
    if (done) return;
  }
}

/**
 * Creates a client that sends the token of the workbench.
 * @param readToken is called for each request, since another tab may have opened a new workbench.
 */
export function createClient(readToken: () => string): Client {
  const call = async (method: string, path: string, body?: unknown, signal?: AbortSignal) => {
    const response = await reach(
      fetch(`/api/${path}`, {
        method,
        headers: {
          [TOKEN_HEADER]: readToken(),
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal,
      }),
    );
    if (response.ok) return response;
    const { error } = (await response.json().catch(() => ({
      error: `The workbench responded with ${response.status}.`,
    }))) as Problem;
    throw new ServerError(response.status, error);
  };
  return {
    isReadOnly: false,
    get: async <Data>(path: string) => (await call("GET", path)).json() as Promise<Data>,
    getImage: async (path) => toDataUrl(await (await call("GET", path)).blob()),
    send: async <Data>(method: string, path: string, body?: unknown) => {
      const response = await call(method, path, body);
      return (response.status === 204 ? undefined : await response.json()) as Data;
    },
    stream: async ({ method, path, body, signal }, onLine) => {
      const response = await call(method, path, body, signal);
      if (response.body) await readLines(response.body, onLine);
    },
  };
}
