const path = require("node:path");

/** Makes the page that shows a form, as one script. */
module.exports = {
  // React as a customer's browser runs it; the readable script is made in half the time.
  mode: "production",
  optimization: { minimize: false },
  entry: path.resolve(__dirname, "main.tsx"),
  resolve: { extensions: [".tsx", ".ts", ".js"] },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        loader: "ts-loader",
        options: {
          configFile: path.resolve(__dirname, "tsconfig.json"),
          transpileOnly: true,
          compilerOptions: { noEmit: false },
        },
      },
    ],
  },
  stats: "errors-warnings",
  performance: { hints: false },
};
