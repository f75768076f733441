import { AsyncLocalStorage } from "node:async_hooks";
import diagnostics from "node:diagnostics_channel";
import { currentRun } from "./requests";

/** A request of undici, by which Node implements `fetch`. */
interface FetchRequest {
  method: string;
  origin: string | URL;
  /** With the query. */
  path: string;
  /** Names and values in turn, or the lines of the head. */
  headers: readonly string[] | string;
}

type OpenRequest = ReturnType<NonNullable<ReturnType<typeof currentRun>>["begin"]>;

interface Recorded {
  open: OpenRequest;
  response?: { status: number; headers: Record<string, string> };
}

/** A message of undici about a request. */
interface Message {
  request: FetchRequest;
  response?: { statusCode: number; headers: readonly (Buffer | string)[] };
  error?: NodeJS.ErrnoException;
}

const recorded = new WeakMap<FetchRequest, Recorded>();

/** Ends the call of `fetch` that the current code belongs to. */
const calls = new AsyncLocalStorage<AbortController>();

/** Reads the headers of undici. The values of a repeated name are joined. */
function readHeaders(given: readonly (Buffer | string)[] | string): Record<string, string> {
  const texts =
    typeof given === "string"
      ? given.split("\r\n").flatMap((line) => line.split(/: ?(.*)/s, 2))
      : given.map((text) => (typeof text === "string" ? text : text.toString("latin1")));
  const headers: Record<string, string> = {};
  for (let at = 0; at + 1 < texts.length; at += 2) {
    const [name = "", value = ""] = texts.slice(at, at + 2);
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

/** Begins the record of a request, also of one that a redirect leads to, unless the run was stopped. */
function begin({ request }: Message): void {
  const run = currentRun();
  if (!run) return;
  try {
    run.admit();
  } catch (refusal) {
    calls.getStore()?.abort(refusal);
    return;
  }
  const open = run.begin(request.method, `${request.origin}${request.path}`);
  recorded.set(request, { open });
  open.tell(readHeaders(request.headers), { omitsBodies: true });
}

function receiveHead({ request, response }: Message): void {
  const known = recorded.get(request);
  if (!known || !response) return;
  known.response = { status: response.statusCode, headers: readHeaders(response.headers) };
}

function end({ request, error }: Message): void {
  const known = recorded.get(request);
  known?.open.end({ ...known.response, failure: error && (error.code ?? error.message) });
}

const CHANNELS: Record<string, (message: Message) => void> = {
  "undici:request:create": begin,
  "undici:request:headers": receiveHead,
  "undici:request:trailers": end,
  "undici:request:error": end,
};

/** Watches the requests of this process by `fetch`. Call it once, before the component is loaded. */
export function watchFetchRequests(): void {
  for (const [channel, listen] of Object.entries(CHANNELS)) {
    diagnostics.subscribe(channel, (message) => listen(message as Message));
  }
  const { fetch } = globalThis;
  globalThis.fetch = async (target, init) => {
    const run = currentRun();
    if (!run) return fetch(target, init);
    run.admit();
    const call = new AbortController();
    const given = init?.signal ?? (target instanceof Request ? target.signal : undefined);
    const signal = given ? AbortSignal.any([given, call.signal]) : call.signal;
    return calls.run(call, () => fetch(target, { ...init, signal }));
  };
}
