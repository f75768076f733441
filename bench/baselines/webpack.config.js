const path = require("node:path");

/** Builds the minimal component as the platform's own template of a component does. */
module.exports = {
  mode: "production",
  target: "node",
  entry: path.resolve(__dirname, "minimal/index.ts"),
  output: { filename: "index.js", libraryTarget: "commonjs2" },
  module: {
    rules: [
      { sideEffects: false },
      {
        test: /\.ts/,
        exclude: /node_modules/,
        use: {
          loader: "ts-loader",
          // Types are checked by `npm run typecheck`.
          options: { transpileOnly: true, compilerOptions: { noEmit: false } },
        },
      },
    ],
  },
  resolve: { extensions: [".ts", ".js"] },
  optimization: { usedExports: true },
  // Spectral's test helpers come along with it; what they load by name is never loaded in a component.
  ignoreWarnings: [{ module: /jest-util/, message: /request of a dependency is an expression/ }],
  performance: { hints: false },
};
