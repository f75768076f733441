import { gzipSync } from "node:zlib";
import type { ScriptedAnswer } from "../service/journal";

/** An answer ready to be written. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** The connection a request came on, for writing what no HTTP server would. */
export interface Wire {
  /** What the request came to; an empty success where it was not carried out. */
  answer: Answer;
  /** Writes bytes as they are. */
  write(bytes: string | Buffer): void;
  /** Ends the connection in good order (FIN). */
  end(): void;
  /** Breaks the connection off (RST). */
  reset(): void;
  /** Says that nothing that would end the request is ever going to come. */
  stall(): void;
  /** Calls back again and again, as fast as the client reads, until the client is gone. */
  drip(write: () => void): void;
}

/** Something that goes wrong with one request. */
export interface Fault {
  /** What the journal calls it. */
  name: string;
  /**
   * When it happens, seen from the commit: before, so that the request is never carried out; after
   * it; or late, where the request is carried out once its client has given up.
   */
  when: "before" | "after" | "late";
  /** Gives the client something else than the answer. */
  show(wire: Wire): void;
}

/** What the client gets to see of a request that goes wrong. */
export type Sabotage = (wire: Wire) => void;

const CRLF = "\r\n";
const GARBAGE = "\u0000\u0001 what is this";

function head(status: string, headers: Record<string, string | number>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status}`, "Content-Type: application/json", ...lines, "", ""].join(CRLF);
}

const bytes = ({ answer }: Wire): Buffer => Buffer.from(answer.body);

/** Writes an answer with these headers and this body, and nothing after it. */
function shows(wire: Wire, headers: Record<string, string | number>, body: string | Buffer): void {
  const { status } = wire.answer;
  wire.write(Buffer.concat([Buffer.from(head(`${status} Shown`, headers)), Buffer.from(body)]));
}

/** Writes an answer and ends the connection: the server does not know that it was answered. */
function closing(wire: Wire, headers: Record<string, string>, body: string | Buffer): void {
  shows(wire, { ...headers, Connection: "close" }, body);
  wire.end();
}

/** Half of a body: what comes of it cannot be JSON. */
const half = (body: Buffer): Buffer => body.subarray(0, Math.floor(body.length / 2));

/** Shows a success whose body is this text. */
const success =
  (body: string, headers: Record<string, string> = {}): Sabotage =>
  (wire) =>
    closing(wire, { ...headers, "Content-Length": String(Buffer.byteLength(body)) }, body);

let packed: Buffer | undefined;

/** 64 MiB of spaces in a few kilobytes. */
function bomb(): Buffer {
  packed ??= gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
  return packed;
}

/** Everything a client may get to see instead of an answer, byte by byte. */
export const SABOTAGE = {
  "connection reset": (wire) => wire.reset(),
  "connection closed": (wire) => wire.end(),
  silence: (wire) => wire.stall(),
  "dripped headers": (wire) => {
    wire.write(`HTTP/1.1 200 OK${CRLF}X-Slow: `);
    wire.stall();
    wire.drip(() => wire.write("."));
  },
  "endless 102": (wire) => {
    wire.stall();
    wire.drip(() => wire.write(`HTTP/1.1 102 Processing${CRLF}${CRLF}`));
  },
  "dripped body": (wire) => {
    shows(wire, { "Transfer-Encoding": "chunked" }, "");
    wire.stall();
    wire.drip(() => wire.write(`1${CRLF} ${CRLF}`));
  },
  "stalled body": (wire) => {
    shows(wire, { "Content-Length": bytes(wire).length }, half(bytes(wire)));
    wire.stall();
  },
  "short body, then closed": (wire) => {
    shows(wire, { "Content-Length": bytes(wire).length + 10 }, bytes(wire));
    wire.end();
  },
  "short body, then reset": (wire) => {
    shows(wire, { "Content-Length": bytes(wire).length + 10 }, half(bytes(wire)));
    wire.reset();
  },
  "bad chunk": (wire) => {
    shows(wire, { "Transfer-Encoding": "chunked" }, `zz${CRLF}`);
    wire.end();
  },
  "unterminated chunks": (wire) => {
    const body = bytes(wire);
    const chunk = `${body.length.toString(16)}${CRLF}${body}${CRLF}`;
    shows(wire, { "Transfer-Encoding": "chunked" }, chunk);
    wire.end();
  },
  "body cut at the close": (wire) => closing(wire, {}, half(bytes(wire))),
  "cut to an empty list": (wire) => closing(wire, {}, "[]"),
  "garbage status line": (wire) => {
    wire.write(`${GARBAGE}${CRLF}${CRLF}`);
    wire.end();
  },
  "40 KB header": (wire) => {
    shows(wire, { "X-Long": "x".repeat(40 * 1024), "Content-Length": 2 }, "{}");
    wire.end();
  },
  "two lengths": (wire) => {
    shows(wire, { "Content-Length": `2${CRLF}Content-Length: 3` }, "{} ");
    wire.end();
  },
  "malformed JSON": success('{"data": {'),
  "HTML page": success("<html>ok</html>", { "Content-Type": "text/html" }),
  "JSON null": success("null"),
  "JSON list": success("[]"),
  "no data": success("{}"),
  "empty body": success(""),
  "bad gzip": (wire) => closing(wire, { "Content-Encoding": "gzip" }, GARBAGE),
  "cut gzip": (wire) =>
    closing(wire, { "Content-Encoding": "gzip" }, half(gzipSync(bytes(wire), { level: 0 }))),
  "gzip bomb": (wire) => closing(wire, { "Content-Encoding": "gzip" }, bomb()),
  "oversize body": (wire) => {
    shows(wire, { "Transfer-Encoding": "chunked" }, "");
    const chunk = `100000${CRLF}${" ".repeat(1024 * 1024)}${CRLF}`;
    wire.drip(() => wire.write(chunk));
  },
  "byte order mark": (wire) => success(`\ufeff${bytes(wire)}`)(wire),
  "odd content type": (wire) =>
    success(String(bytes(wire)), { "Content-Type": "text/plain; charset=odd" })(wire),
} satisfies Record<string, Sabotage>;

/** The name of a sabotage. */
export type SabotageName = keyof typeof SABOTAGE;

/** A fault of the catalogue. */
export const fault = (name: SabotageName, when: Fault["when"]): Fault => ({
  name,
  when,
  show: SABOTAGE[name],
});

/** A fault that shows an ordinary answer in the place of the real one. */
export function answerFault(answer: ScriptedAnswer, when: Fault["when"]): Fault {
  return {
    name: `answer ${answer.status}`,
    when,
    show: (wire) => {
      const { status, headers, body } = written(answer);
      const length = { "Content-Length": String(Buffer.byteLength(body)) };
      closing({ ...wire, answer: { ...wire.answer, status } }, { ...headers, ...length }, body);
    },
  };
}

/** A scripted answer, ready to be written. */
export function written({ status, headers = {}, body = "" }: ScriptedAnswer): Answer {
  const raw = typeof body === "string" || Buffer.isBuffer(body);
  const own: Record<string, string> = raw ? {} : { "content-type": "application/json" };
  return { status, headers: { ...own, ...headers }, body: raw ? body : JSON.stringify(body) };
}
