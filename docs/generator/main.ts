import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { BuiltComponent } from "./component";
import { referenceOf } from "./reference";

const folder = path.resolve(__dirname, "../reference");
const component: BuiltComponent = require(path.resolve(__dirname, "../../dist/index.js")).default;

const files = referenceOf(component);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
console.log(`${files.size} pages in docs/reference`);
