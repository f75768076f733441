/**
 * A TLS server in a process of its own. It treats each connection as planned, carries out creates, and
 * keeps a journal of them.
 */
const net = require("node:net");
const tls = require("node:tls");
const { acts, requestIn, secured } = require("../../test/support/wire.cjs");

/** The number of times that each create was carried out, by its number. */
const journal = {};
let connections = 0;
let open = 0;
/** Connections that carried more than one request. */
let crowded = 0;

function carryOut(body) {
  const { slug } = JSON.parse(body);
  const number = slug.slice("create-".length);
  journal[number] = (journal[number] ?? 0) + 1;
  return JSON.stringify({ data: { source: { slug } } });
}

function serve(raw, secureContext, oneWayMs, { whenUnused, onRequest }) {
  const connection = secured(raw, secureContext, oneWayMs);
  const { secure, end } = connection;
  const acted = () => undefined;
  let received = "";
  let requests = 0;
  let isOver = false;
  open += 1;
  raw.once("close", () => {
    open -= 1;
  });
  // The client has ended the connection.
  raw.once("end", () => end(() => raw.destroy()));
  secure.once("secure", () => {
    if (!whenUnused) return;
    const run = () => {
      if (requests > 0 || raw.destroyed) return;
      isOver = !whenUnused.carriesOut;
      acts[whenUnused.act](connection, acted);
    };
    if (whenUnused.afterMs === 0) run();
    else setTimeout(run, whenUnused.afterMs);
  });
  secure.on("data", (bytes) => {
    received += bytes.toString("latin1");
    const request = requestIn(received);
    if (!request) return;
    received = "";
    requests += 1;
    if (requests > 1) crowded += 1;
    if (isOver || onRequest === "black hole") return;
    const body = carryOut(request.body);
    if (!secure.writable) return end(acted);
    acts[onRequest](connection, () => process.send?.({ acted: true }), body);
  });
}

function start({ certificate, plan, oneWayMs }) {
  const secureContext = tls.createSecureContext(certificate);
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (raw) => {
    serve(raw, secureContext, oneWayMs, plan[connections % plan.length]);
    connections += 1;
  });
  server.listen(0, "127.0.0.1", 1024, () => process.send({ port: server.address().port }));
}

process.on("message", (message) => {
  if (message.start) start(message.start);
  else process.send({ journal, connections, open, crowded });
});
process.on("disconnect", () => process.exit());
