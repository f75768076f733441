import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { EXIT, readOptions, runProgram } from "../cli";
import { copyProject } from "./copyProject";
import { differingFiles, type Hashes, hashesOf } from "./hashes";
import { versionProblems } from "./release";

const HELP = `Checks dist before a release, and prints the SHA-256 of each file in it.

  npm run release:check
  npm run release:check -- --as-is    during development: the changelog may have unreleased changes

Compares the version in package.json with package-lock.json and CHANGELOG.md. Then builds a copy of the
checkout in another folder: its files must be the same, byte for byte, so that a published version can be
compared with a checkout.

Ends with 0 if everything agrees, with 1 otherwise.
`;

const ROOT = path.resolve(__dirname, "..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

/** Builds a copy of the project as a clean checkout does; returns the hashes of its files. */
function hashesOfSecondBuild(): Hashes {
  const copy = copyProject();
  try {
    const { status, stderr } = spawnSync("npm", ["run", "build"], { cwd: copy, encoding: "utf8" });
    if (status !== 0) throw new Error(`npm run build failed\n${stderr}`);
    return hashesOf(path.join(copy, "dist"), ["."]);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

runProgram({
  help: HELP,
  run: (args) => {
    const values = readOptions(args, { "as-is": {} });
    const problems = values["as-is"]
      ? []
      : versionProblems({
          manifest: read("package.json"),
          lock: read("package-lock.json"),
          changelog: read("CHANGELOG.md"),
        });
    const hashes = hashesOf(path.join(ROOT, "dist"), ["."]);
    for (const name of differingFiles(hashes, hashesOfSecondBuild())) {
      problems.push(`dist/${name}: a build in another folder gives another file`);
    }
    process.stdout.write([...hashes].map(([name, hash]) => `${hash}  dist/${name}\n`).join(""));
    process.stderr.write(problems.map((problem) => `${problem}\n`).join(""));
    return problems.length === 0 ? EXIT.done : EXIT.failed;
  },
});
