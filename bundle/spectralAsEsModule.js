/** The ways in which TypeScript writes a module of spectral as CommonJS, each with the same as an ES module. */
const SAME = [
  [/^Object\.defineProperty\(exports, "__esModule", .*$/gm, ""],
  [/^(?:exports\.\w+ = )+void 0;$/gm, ""],
  [
    /^(?:const|var) (\w+) = (?:__importDefault\()?require\((".+?")\)\)?;$/gm,
    "import * as $1 from $2;",
  ],
  [/^__exportStar\(require\((".+?")\), exports\);$/gm, "export * from $1;"],
  [
    /^Object\.defineProperty\(exports, "(\w+)", .* return __importDefault\((\w+)\)\.default; .*$/gm,
    "export const $1 = /* #__PURE__ */ (() => $2.default)();",
  ],
  [/^exports\.(\w+) = \1;$/gm, "export { $1 };"],
  [/^exports\.(\w+) = /gm, "export const $1 = "],
  [/\bexports\.(\w+)/g, "$1"],
];

/**
 * A loader that turns a module of spectral into an ES module, so that webpack leaves out what nothing
 * uses, and joins the rest with the modules of src.
 * @throws if the module is written in another way.
 */
module.exports = function spectralAsEsModule(source) {
  const made = SAME.reduce((text, [before, after]) => text.replace(before, after), source);
  const left = /^.*\brequire\(.*$/m.exec(made);
  if (left) throw new Error(`spectral is written in another way: ${left[0]}`);
  return made;
};
