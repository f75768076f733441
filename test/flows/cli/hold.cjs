// Loaded into a process before anything else. Its simulator leaves the request that HOLD names,
// "POST /labels", alone until the process gets a signal; with HOLD_ON for ever. That it came is said
// as a terminal's title, which moves nothing on the screen.
const { writeSync } = require("node:fs");
const https = require("node:https");

const { createServer } = https;
https.createServer = (certificate, listener) =>
  createServer(certificate, (request, response) => {
    if (`${request.method} ${request.url}` !== process.env.HOLD) {
      listener(request, response);
      return;
    }
    writeSync(2, "\u001B]0;held\u0007");
    if (process.env.HOLD_ON) return;
    for (const signal of ["SIGINT", "SIGTERM"]) {
      process.once(signal, () => listener(request, response));
    }
  });
