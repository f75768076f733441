const path = require("node:path");

/** Makes what is imported into the platform: dist/index.js, with all that it needs inside. */
module.exports = {
  mode: "production",
  target: "node",
  context: __dirname,
  entry: "./src/index.ts",
  output: {
    path: path.resolve(__dirname, "dist"),
    filename: "index.js",
    libraryTarget: "commonjs2",
    clean: true,
  },
  resolve: { extensions: [".ts", ".js"] },
  module: {
    rules: [
      {
        test: /\.ts$/,
        exclude: /node_modules/,
        // Types are `npm run typecheck`'s.
        use: { loader: "ts-loader", options: { transpileOnly: true } },
      },
    ],
  },
  // Spectral's test helpers come along with it; what they load by name is never loaded in a flow.
  ignoreWarnings: [{ module: /jest-util/, message: /request of a dependency is an expression/ }],
  stats: "errors-warnings",
  performance: { hints: false },
};
