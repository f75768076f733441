// Loaded into spectral's generator by --require: what it writes stays as it is, without prettier.
const Module = require("node:module");

const { _load } = Module;
Module._load = (request, ...rest) =>
  request === "prettier" ? { format: async (text) => text } : _load(request, ...rest);
