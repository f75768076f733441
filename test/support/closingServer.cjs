/**
 * A TLS server in a thread of its own, so that it goes on while the thread of the test stands still. It
 * handles each connection as the test says, and counts what it carries out.
 */
const net = require("node:net");
const tls = require("node:tls");
const { parentPort, workerData } = require("node:worker_threads");
const { acts, requestIn, secured } = require("./wire.cjs");

const secureContext = tls.createSecureContext(workerData.certificate);
const done = new Int32Array(workerData.done);
const connections = [];
/** The handling of requests by the number of their connection. */
let onRequest = {};

function act(name, connection) {
  acts[name](connection, () =>
    setImmediate(() => {
      Atomics.add(done, 0, 1);
      Atomics.notify(done, 0);
    }),
  );
}

const server = net.createServer({ allowHalfOpen: true }, (raw) => {
  const number = connections.length;
  const connection = { ...secured(raw, secureContext), received: "", carriedOut: 0 };
  const { secure } = connection;
  connections.push(connection);
  secure.once("secure", () => {
    connection.isSecure = true;
  });
  secure.on("data", (bytes) => {
    connection.received += bytes.toString("latin1");
    const request = requestIn(connection.received);
    if (!request) return;
    connection.carriedOut += 1;
    connection.head = request.head;
    connection.received = "";
    act(onRequest[number] ?? "respond", connection);
  });
});

parentPort.on("message", (command) => {
  if (command.reset) {
    for (const { raw } of connections) raw.destroy();
    connections.length = 0;
    onRequest = {};
  }
  if (command.onRequest) onRequest = command.onRequest;
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
