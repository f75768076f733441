const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");

/** Makes what is published: all of dist, the component as `index.js` and its icon beside it. */
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
  resolve: { extensions: [".ts", ".js"] },
  module: {
    rules: [
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
    // Errors take their name from their class, and the name is the first thing a reader sees.
    minimizeOptions: { javascript: { keep_classnames: true } },
  },
  plugins: [new CopyPlugin({ patterns: [{ from: "assets/icon.png" }] })],
  // Spectral's test helpers come along with it; what they load by name is never loaded in a component.
  ignoreWarnings: [{ module: /jest-util/, message: /request of a dependency is an expression/ }],
  stats: "errors-warnings",
  performance: { hints: false },
};
