import { access, constants, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../../cli/errors";
import { isExact } from "../../src/values/exactNumber";
import { flawIn } from "../../src/values/flaw";
import { parseJson } from "../../src/values/json";

/** Refuses a trace file that could not be written after the run. */
export async function checkTraceFile(file: string): Promise<void> {
  const folder = path.dirname(file);
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory()) {
    throw new Refusal(`--trace: expected a file to write, ${file} is a folder`);
  }
  await access(there ? file : folder, constants.W_OK).catch((error: Error) => {
    throw new Refusal(`--trace: ${file} cannot be written: ${readReason(error)}`);
  });
}

/** Writes the trace. A failure is reported and does not change the result of the run. */
export async function writeTrace(
  file: string,
  content: () => object,
  complain: (line: string) => void,
): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(content(), undefined, 2)}\n`);
  } catch (error) {
    complain(`--trace: ${file} was not written: ${readReason(error as Error)}`);
  }
}

/**
 * The message of a file error without the call and path that Node adds: `ENOENT: no such file or
 * directory`.
 */
export const readReason = ({ message }: Error): string => message.split(", ")[0] ?? message;

/** @param what the option or thing that names the file. */
export async function readText(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new Refusal(`${what}: ${file} cannot be read: ${readReason(error as Error)}`);
  }
}

/**
 * Reads JSON with all digits of its numbers: see {@link parseJson}.
 * @param what the option that names the file.
 */
async function readJson(file: string, what: string): Promise<unknown> {
  return readJsonText(await readText(file, what), `${what}: ${file}`);
}

/**
 * Reads JSON text with all digits of its numbers: see {@link parseJson}.
 * @param what the name of the text, for the error.
 * @throws Refusal
 */
export function readJsonText(text: string, what: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw new Refusal(`${what}: expected JSON, got ${(error as Error).message}`);
  }
}

/**
 * Reads the body of the request that triggers a flow. The platform would change long numbers, so
 * they are refused.
 */
export async function readPayload(file: string): Promise<unknown> {
  return readPayloadText(await readText(file, "--payload"), `--payload: ${file}`);
}

/**
 * Reads the text of such a body.
 * @param what the name of the text, for the error.
 * @throws Refusal
 */
export function readPayloadText(text: string, what: string): unknown {
  const payload = readJsonText(text, what);
  const flaw = flawIn(payload, { exact: false });
  if (!flaw) return payload;
  const came = flaw.came ?? "more digits";
  const at = flaw.path === "" ? "" : `${flaw.path}: `;
  throw new Refusal(`${what}: ${at}expected ${flaw.expected}, got ${came}`);
}

/**
 * Reads the values of config variables. `env:NAME` in a field of a connection is replaced from the
 * environment, so that no file contains a secret. In other values `env:` has no meaning.
 */
export async function readConfig(
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<Record<string, unknown>> {
  const config = await readJson(file, "--config");
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    throw new Refusal(`--config: ${file}: expected an object of config variables by name`);
  }
  const fromEnvironment = (value: unknown, name: string): unknown => {
    if (typeof value === "string" && value.startsWith("env:")) {
      const found = env[value.slice(4)];
      if (found === undefined) {
        throw new Refusal(`--config: ${name}: ${value.slice(4)} is not in the environment`);
      }
      return found;
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value) || isExact(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, fromEnvironment(entry, `${name}.${key}`)]),
    );
  };
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      typeof value === "string" ? value : fromEnvironment(value, name),
    ]),
  );
}
