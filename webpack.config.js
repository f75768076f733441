const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const { DefinePlugin, WebpackError } = require("webpack");
const sources = require("./bundle/sources.json");
const { thirdPartyLicenses } = require("./bundle/thirdPartyLicenses");
const { homepage } = require("./package.json");

const inBundle = (file) => path.join(__dirname, "bundle", file);
const inPackage = (file) => path.join(__dirname, "node_modules", file);
const [SPECTRAL, AXIOS] = ["@prismatic-io/spectral/dist", "axios"];

/**
 * What packages load and this component never calls; docs/decisions/011 has the sizes. What
 * is put in its place is an empty module.
 */
const NEVER_CALLED = [
  // Code-native integrations (with zod and yaml), test helpers (with jest-mock), and
  // helpers for inputs (with date-fns); biome.json keeps src from importing from them.
  ...[
    "serverTypes/convertIntegration.js",
    "testing.js",
    "util.js",
    "serverTypes/asyncContext.js",
    // Triggers that fetch their batches.
    "serverTypes/batching.js",
  ].map((file) => inPackage(`${SPECTRAL}/${file}`)),
  // src/http/attempt.ts is the adapter; axios' own bring form-data, follow-redirects and undici.
  ...["http", "xhr", "fetch"].map((name) => inPackage(`${AXIOS}/lib/adapters/${name}.js`)),
  // For code that names statuses, for axios' own conversion of forms and queries (src/http writes them),
  // and for the old way to cancel: src/http takes a signal.
  ...[
    "helpers/HttpStatusCode",
    "helpers/formDataToJSON",
    "helpers/toFormData",
    "helpers/AxiosURLSearchParams",
    "helpers/toURLEncodedForm",
    "cancel/CancelToken",
  ].map((name) => inPackage(`${AXIOS}/lib/${name}.js`)),
  "form-data",
  // For revivers, and for numbers without a parser: src/values/json.ts gives one.
  ...["revive", "numberParsers"].map((name) => inPackage(`lossless-json/lib/esm/${name}.js`)),
  // For code-native flows.
  "lodash/camelCase",
  // For axios-retry's own condition: src/http/call.ts gives each request another.
  "is-retry-allowed",
];

/** The modules of spectral and lodash that small ones stand in for; see bundle/README.md. */
const SMALLER = Object.fromEntries(
  [
    ["lodash/omit", "omit.ts"],
    ["lodash/uniq", "uniq.ts"],
    ["lodash/snakeCase", "snakeCase.ts"],
  ].map(([name, file]) => [name, inBundle(file)]),
);

/** The module that an import refers to, given the identifier webpack has for one that is left out. */
function leftOutBy(identifier) {
  const [kind, context, request] = identifier.split("|");
  if (kind !== "ignored") return undefined;
  return request.startsWith(".")
    ? path.resolve(context, request.replace(/(\.js)?$/, ".js"))
    : request;
}

/** Fails a build in which nothing refers to one of these any more: its code may be in the bundle again. */
const failOnUnmatchedAlias = {
  apply: (compiler) =>
    compiler.hooks.thisCompilation.tap("failOnUnmatchedAlias", (compilation) =>
      compilation.hooks.finishModules.tap("failOnUnmatchedAlias", (modules) => {
        const leftOut = new Set([...modules].map((module) => leftOutBy(module.identifier())));
        const loaded = new Set([...modules].map((module) => module.resource));
        for (const [name, file] of Object.entries(SMALLER).filter(
          ([, file]) => !loaded.has(file),
        )) {
          const message = `webpack.config.js: nothing imports ${name}, which ${file} stands in for`;
          compilation.errors.push(new WebpackError(message));
        }
        for (const name of [...NEVER_CALLED, "axios"].filter((one) => !leftOut.has(one))) {
          const message = `webpack.config.js: nothing imports ${name}, which is left out`;
          compilation.errors.push(new WebpackError(message));
        }
      }),
    ),
};

/** Fails a build that reads a file outside of bundle/sources.json, after whose change nothing would build. */
const failOnUnknownSource = {
  apply: (compiler) =>
    compiler.hooks.afterCompile.tap("failOnUnknownSource", ({ errors, fileDependencies }) => {
      const names = [...fileDependencies]
        .map((file) => path.relative(__dirname, file).split(path.sep))
        .filter((parts) => !parts.includes("node_modules") && !sources.includes(parts[0]))
        .map((parts) => parts.join("/"));
      if (names.length === 0) return;
      const message = `bundle/sources.json: none of these has ${names.join(", ")}, which the build reads`;
      errors.push(new WebpackError(message));
    }),
};

/** Makes what is published: all of dist, the component as `index.js` beside its icon and its licenses. */
module.exports = {
  mode: "production",
  target: "node",
  entry: "./src/index.ts",
  output: {
    path: path.resolve(__dirname, "dist"),
    filename: "index.js",
    libraryTarget: "commonjs2",
    clean: true,
  },
  // Packages may be linked, in a copy or a worktree; webpack orders modules by their paths.
  resolveLoader: { symlinks: false },
  resolve: {
    symlinks: false,
    extensions: [".ts", ".js"],
    alias: {
      ...Object.fromEntries(NEVER_CALLED.map((module) => [module, false])),
      ...SMALLER,
    },
  },
  module: {
    rules: [
      {
        include: inPackage(SPECTRAL),
        loader: inBundle("spectralAsEsModule.js"),
        sideEffects: false,
        // Spectral's axios calls other flows, which a component never asks for.
        resolve: { alias: { axios: false } },
      },
      { include: inPackage(`${AXIOS}/lib`), loader: inBundle("axiosByName.js") },
      {
        test: /\.ts$/,
        exclude: /node_modules/,
        use: {
          loader: "ts-loader",
          options: { onlyCompileBundledFiles: true, compilerOptions: { noEmit: false } },
        },
      },
    ],
  },
  optimization: {
    minimizeOptions: {
      javascript: {
        // Errors take their name from their class, and the name is the first thing a reader sees.
        keep_classnames: true,
        compress: {
          ecma: 2022,
          passes: 4,
          // Functions that stand together, and fewer copies of them, compress better.
          hoist_funs: true,
          inline: 1,
          // No property that is only read has an effect, and no function expression is used with `new`.
          pure_getters: true,
          unsafe_arrows: true,
        },
        // One character beyond Latin-1 and the engine keeps two bytes for each of the whole bundle.
        format: { ascii_only: true },
      },
    },
  },
  plugins: [
    failOnUnmatchedAlias,
    failOnUnknownSource,
    thirdPartyLicenses,
    new DefinePlugin({
      // Where the component links to as its documentation; nowhere without a homepage.
      "process.env.PACKAGE_HOMEPAGE": JSON.stringify(homepage) ?? "undefined",
      // The minifier shortens infinity only under its global name.
      "Number.POSITIVE_INFINITY": "Infinity",
      "Number.NEGATIVE_INFINITY": "-Infinity",
    }),
    new CopyPlugin({ patterns: [{ from: "assets/icon.png" }] }),
  ],
  stats: "errors-warnings",
  performance: { hints: false },
};
