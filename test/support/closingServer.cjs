/**
 * A TLS server in a thread of its own, so that it goes on while the thread of the test stands still. It
 * handles each connection as the test says, and counts what it carries out.
 */
const { Duplex } = require("node:stream");
const net = require("node:net");
const tls = require("node:tls");
const { parentPort, workerData } = require("node:worker_threads");

const CREATED = 'HTTP/1.1 201 Created\r\nContent-Length: 11\r\n\r\n{"data":{}}';
const TIMED_OUT = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

const secureContext = tls.createSecureContext(workerData.certificate);
const done = new Int32Array(workerData.done);
/** @type {{ raw: net.Socket, secure: tls.TLSSocket, received: string, carriedOut: number }[]} */
const connections = [];
/** The handling of requests by the number of their connection. */
let onRequest = {};
/** The handling of every connection as soon as its handshake is done, from this number on. */
let onOpen = { from: Number.POSITIVE_INFINITY, act: "nothing" };

/** The bytes of TLS without the end of the connection below them. */
function wireOf(raw) {
  const wire = new Duplex({
    read: () => raw.resume(),
    write: (bytes, _encoding, written) => raw.write(bytes, written),
    final: (ended) => ended(),
    destroy: (error, destroyed) => {
      raw.destroy();
      destroyed(error);
    },
  });
  raw.on("data", (bytes) => wire.push(bytes));
  raw.on("end", () => wire.push(null));
  raw.on("error", () => wire.destroy());
  return wire;
}

/** Each ends in a call of `acted` when its bytes have left. */
const acts = {
  nothing: (_connection, acted) => acted(),
  respond: ({ secure, raw }, acted) =>
    secure.write(CREATED, () => {
      raw.end();
      acted();
    }),
  "close_notify and FIN": ({ secure, raw }, acted) => secure.end(() => raw.end(acted)),
  close_notify: ({ secure }, acted) => secure.end(acted),
  500: ({ secure, raw }, acted) =>
    secure.end("HTTP/1.1 500 Failed\r\nContent-Length: 0\r\n\r\n", () => raw.end(acted)),
  FIN: ({ raw }, acted) => raw.end(acted),
  RST: ({ raw }, acted) => {
    raw.resetAndDestroy();
    acted();
  },
  408: ({ secure }, acted) => secure.write(TIMED_OUT, acted),
  "408 and close": ({ secure, raw }, acted) => secure.end(TIMED_OUT, () => raw.end(acted)),
};

function act(name, connection) {
  acts[name](connection, () =>
    setImmediate(() => {
      Atomics.add(done, 0, 1);
      Atomics.notify(done, 0);
    }),
  );
}

/** True for a complete request. */
function isComplete(received) {
  const end = received.indexOf("\r\n\r\n");
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1] ?? 0);
  return end >= 0 && received.length >= end + 4 + length;
}

const server = net.createServer({ allowHalfOpen: true }, (raw) => {
  const number = connections.length;
  const secure = new tls.TLSSocket(wireOf(raw), {
    isServer: true,
    secureContext,
    allowHalfOpen: true,
  });
  const connection = { raw, secure, received: "", carriedOut: 0 };
  connections.push(connection);
  secure.on("error", () => undefined);
  secure.once("secure", () => {
    connection.isSecure = true;
    if (number >= onOpen.from) act(onOpen.act, connection);
  });
  secure.on("data", (bytes) => {
    connection.received += bytes.toString("latin1");
    if (!isComplete(connection.received)) return;
    connection.carriedOut += 1;
    connection.head = connection.received;
    connection.received = "";
    act(onRequest[number] ?? "respond", connection);
  });
});

parentPort.on("message", (command) => {
  if (command.reset) {
    for (const { raw } of connections) raw.destroy();
    connections.length = 0;
    onRequest = {};
    onOpen = { from: Number.POSITIVE_INFINITY, act: "nothing" };
  }
  if (command.onRequest) onRequest = command.onRequest;
  if (command.onOpen) onOpen = command.onOpen;
  if (command.act) act(command.act, connections[command.connection]);
  if (!command.act) {
    parentPort.postMessage(
      connections.map(({ raw, isSecure = false, head, carriedOut }) => ({
        isSecure,
        isOpen: !raw.destroyed && raw.readable,
        head,
        carriedOut,
      })),
    );
  }
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
