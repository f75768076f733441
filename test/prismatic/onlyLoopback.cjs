// Loaded into a process and its children by NODE_OPTIONS. Writes down every host they connect to and
// every process they start, a line each, in the file that REACHED names; only this machine is let through.
const { appendFileSync } = require("node:fs");
const { ChildProcess } = require("node:child_process");
const net = require("node:net");

const note = (line) => appendFileSync(process.env.REACHED, `${line}\n`);

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  // Node's own modules hand over arguments that are already in order, in an array.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { host = "localhost", port } =
    typeof first === "object" ? first : { port: first, host: second };
  note(`${host}:${port}`);
  if (!["localhost", "127.0.0.1", "::1"].includes(host)) {
    throw new Error(`tests never leave this machine: ${host}`);
  }
  return connect.apply(this, args);
};

const { spawn } = ChildProcess.prototype;
ChildProcess.prototype.spawn = function (options) {
  note(`process ${options.args.join(" ")}`);
  return spawn.call(this, options);
};
