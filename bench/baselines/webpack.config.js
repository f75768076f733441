/** The settings of Prismatic's component template, with which every baseline is built. */
module.exports = {
  mode: "production",
  target: "node",
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
  // Spectral brings its test helpers along; a component never loads the modules that they load by name.
  ignoreWarnings: [{ module: /jest-util/, message: /request of a dependency is an expression/ }],
  performance: { hints: false },
};
