/**
 * Connections of TLS servers that end in ways which Node's own servers cannot: a FIN without close_notify,
 * close_notify without a FIN, a reset, a response that nobody asked for.
 */
const { Duplex } = require("node:stream");
const tls = require("node:tls");

const EMPTY = "Content-Length: 0\r\nConnection: close\r\n\r\n";
const response = (status, body) =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/**
 * Puts a server's side of TLS on a raw connection.
 * @param raw a socket of a server with `allowHalfOpen`
 * @param oneWayMs milliseconds that everything takes in either direction
 */
function secured(raw, secureContext, oneWayMs = 0) {
  const queue = [];
  /** Runs everything later, in its order. */
  const later = (run, ms = oneWayMs) => {
    if (oneWayMs === 0) return run();
    queue.push(run);
    setTimeout(() => queue.shift()(), ms);
  };
  const openedAt = Date.now();
  // The handshake of TCP takes a round trip before the first bytes.
  const arrivalMs = () => Math.max(oneWayMs, openedAt + 3 * oneWayMs - Date.now());
  const arrives = (run) => later(run, arrivalMs());
  const wire = new Duplex({
    read: () => raw.resume(),
    write: (bytes, _encoding, written) => {
      if (oneWayMs === 0) return raw.write(bytes, written);
      later(() => raw.writable && raw.write(bytes));
      written();
    },
    final: (ended) => ended(),
    destroy: (error, destroyed) => {
      raw.destroy();
      destroyed(error);
    },
  });
  raw.on("data", (bytes) => arrives(() => wire.push(bytes)));
  raw.on("end", () => arrives(() => wire.push(null)));
  raw.on("error", () => wire.destroy());
  const secure = new tls.TLSSocket(wire, { isServer: true, secureContext, allowHalfOpen: true });
  secure.on("error", () => undefined);
  return {
    raw,
    secure,
    /** Sends a FIN. */
    end: (acted) => later(() => (raw.writable ? raw.end(acted) : acted())),
    /** Sends an RST. */
    reset: (acted) =>
      later(() => {
        raw.resetAndDestroy();
        acted();
      }),
  };
}

/** Each acts on a connection, and calls `acted` when its bytes have left. */
const acts = {
  nothing: (_connection, acted) => acted(),
  respond: ({ secure, end }, acted, body = '{"data":{}}') =>
    secure.write(response("201 Created", body), () => end(acted)),
  /** Responds with less than announced, and ends. */
  cut: ({ secure, end }, acted, body = '{"data":{}}') =>
    secure.write(response("201 Created", body).slice(0, -2), () => end(acted)),
  "close_notify and FIN": ({ secure, end }, acted) => secure.end(() => end(acted)),
  close_notify: ({ secure }, acted) => secure.end(acted),
  FIN: ({ end }, acted) => end(acted),
  RST: ({ reset }, acted) => reset(acted),
  500: ({ secure, end }, acted) => secure.end(`HTTP/1.1 500 Failed\r\n${EMPTY}`, () => end(acted)),
  408: ({ secure }, acted) => secure.write(`HTTP/1.1 408 Request Timeout\r\n${EMPTY}`, acted),
  "408 and close": ({ secure, end }, acted) =>
    secure.end(`HTTP/1.1 408 Request Timeout\r\n${EMPTY}`, () => end(acted)),
  "400 and close": ({ secure, end }, acted) =>
    secure.end(`HTTP/1.1 400 Bad Request\r\n${EMPTY}`, () => end(acted)),
};

/** Returns the complete request in what was received, as its head and its body; undefined if there is none. */
function requestIn(received) {
  const end = received.indexOf("\r\n\r\n");
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1] ?? 0);
  if (end < 0 || received.length < end + 4 + length) return undefined;
  return { head: received.slice(0, end + 4), body: received.slice(end + 4, end + 4 + length) };
}

module.exports = { acts, requestIn, secured };
