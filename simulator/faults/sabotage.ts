import { gzipSync } from "node:zlib";
import { CRLF, type RawConnection, writeAndClose, writeResponse } from "./rawConnection";

/** Writes something other than the response of a request. */
type Sabotage = (connection: RawConnection) => void;

const GARBAGE = "\u0000\u0001 what is this";

const bodyOf = ({ response }: RawConnection): Buffer => Buffer.from(response.body);

/** The first half of a body, which cannot be JSON. */
const half = (body: Buffer): Buffer => body.subarray(0, Math.floor(body.length / 2));

/** Writes a success with this text as its body. */
const success =
  (body: string, headers: Record<string, string> = {}): Sabotage =>
  (connection) =>
    writeAndClose(
      connection,
      { ...headers, "Content-Length": String(Buffer.byteLength(body)) },
      body,
    );

let packed: Buffer | undefined;

/** 64 MiB of spaces in a few kilobytes. */
function bomb(): Buffer {
  packed ??= gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
  return packed;
}

/** Everything a client may receive instead of a response, byte by byte. */
export const SABOTAGE = {
  "connection reset": (connection) => connection.reset(),
  "connection closed": (connection) => connection.end(),
  silence: (connection) => connection.stall(),
  "dripped headers": (connection) => {
    connection.write(`HTTP/1.1 200 OK${CRLF}X-Slow: `);
    connection.stall();
    connection.drip(() => connection.write("."));
  },
  "endless 102": (connection) => {
    connection.stall();
    connection.drip(() => connection.write(`HTTP/1.1 102 Processing${CRLF}${CRLF}`));
  },
  "dripped body": (connection) => {
    writeResponse(connection, { "Transfer-Encoding": "chunked" }, "");
    connection.stall();
    connection.drip(() => connection.write(`1${CRLF} ${CRLF}`));
  },
  "stalled body": (connection) => {
    writeResponse(
      connection,
      { "Content-Length": bodyOf(connection).length },
      half(bodyOf(connection)),
    );
    connection.stall();
  },
  "short body, then closed": (connection) => {
    writeResponse(
      connection,
      { "Content-Length": bodyOf(connection).length + 10 },
      bodyOf(connection),
    );
    connection.end();
  },
  "short body, then reset": (connection) => {
    writeResponse(
      connection,
      { "Content-Length": bodyOf(connection).length + 10 },
      half(bodyOf(connection)),
    );
    connection.reset();
  },
  "bad chunk": (connection) => {
    writeResponse(connection, { "Transfer-Encoding": "chunked" }, `zz${CRLF}`);
    connection.end();
  },
  "unterminated chunks": (connection) => {
    const body = bodyOf(connection);
    const chunk = `${body.length.toString(16)}${CRLF}${body}${CRLF}`;
    writeResponse(connection, { "Transfer-Encoding": "chunked" }, chunk);
    connection.end();
  },
  "body cut at the close": (connection) => writeAndClose(connection, {}, half(bodyOf(connection))),
  "cut to an empty list": (connection) => writeAndClose(connection, {}, "[]"),
  "garbage status line": (connection) => {
    connection.write(`${GARBAGE}${CRLF}${CRLF}`);
    connection.end();
  },
  "40 KB header": (connection) => {
    writeResponse(connection, { "X-Long": "x".repeat(40 * 1024), "Content-Length": 2 }, "{}");
    connection.end();
  },
  "two lengths": (connection) => {
    writeResponse(connection, { "Content-Length": `2${CRLF}Content-Length: 3` }, "{} ");
    connection.end();
  },
  "malformed JSON": success('{"data": {'),
  "HTML page": success("<html>ok</html>", { "Content-Type": "text/html" }),
  "JSON null": success("null"),
  "JSON list": success("[]"),
  "no data": success("{}"),
  "empty body": success(""),
  "bad gzip": (connection) => writeAndClose(connection, { "Content-Encoding": "gzip" }, GARBAGE),
  "cut gzip": (connection) =>
    writeAndClose(
      connection,
      { "Content-Encoding": "gzip" },
      half(gzipSync(bodyOf(connection), { level: 0 })),
    ),
  "gzip bomb": (connection) => writeAndClose(connection, { "Content-Encoding": "gzip" }, bomb()),
  "oversize body": (connection) => {
    writeResponse(connection, { "Transfer-Encoding": "chunked" }, "");
    const chunk = Buffer.from(`100000${CRLF}${" ".repeat(1024 * 1024)}${CRLF}`);
    connection.drip(() => connection.write(chunk));
  },
  "byte order mark": (connection) => success(`\ufeff${bodyOf(connection)}`)(connection),
  "odd content type": (connection) =>
    success(String(bodyOf(connection)), { "Content-Type": "text/plain; charset=odd" })(connection),
} satisfies Record<string, Sabotage>;

/** The name of a sabotage. */
export type SabotageName = keyof typeof SABOTAGE;
