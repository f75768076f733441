// Loaded into a process before anything else. Says on stderr which hosts it wants to reach, and lets
// it reach none: as if their names were not known.
const { writeSync } = require("node:fs");
const net = require("node:net");

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  // Node's own modules hand over arguments that are already in order, in an array.
  const [{ host, port, path }] = Array.isArray(args[0]) ? args[0] : args;
  // Not a host but a file: tsx has one.
  if (typeof path === "string") return connect.apply(this, args);
  writeSync(2, `wants ${host}:${port}\n`);
  const error = Object.assign(new Error(`no such host: ${host}`), { code: "ENOTFOUND" });
  process.nextTick(() => this.destroy(error));
  return this;
};
