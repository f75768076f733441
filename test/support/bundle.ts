import { existsSync } from "node:fs";
import path from "node:path";

/** The built component: the file that is published. `npm test` builds it first. */
export function builtBundle(): object {
  const file = path.resolve(__dirname, "../../dist/index.js");
  if (!existsSync(file)) throw new Error("Run `npm run build` first: dist/index.js is missing.");
  return require(file).default;
}
