import { readFileSync, statSync } from "node:fs";
import { parse } from "yaml";
import { Refusal, UsageError } from "../../cli/errors";

/** An object of a document; nothing is known of its fields yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** A parsed OpenAPI document with its name in messages. */
export interface OpenApi {
  name: string;
  root: Fields;
}

/** Segment's own documents have 1.3 MB. */
const MOST_BYTES = 50_000_000;
/** References in a row; a longer chain has no end. */
const MOST_HOPS = 50;

/** Levels of objects and lists in a document, and of models in one another. Segment's have some twenty. */
export const MOST_DEPTH = 500;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return Array.isArray(value)
    ? "a list"
    : typeof value === "object"
      ? "an object"
      : `a ${typeof value}`;
}

/** Returns a refusal that names the document and the place in it. */
export const refusal = ({ name }: OpenApi, place: string, expected: string, value: unknown) =>
  new Refusal(`${name}: ${place}: expected ${expected}, got ${kindOf(value)}`);

/** Returns the text of a file. */
function readText(file: string): string {
  try {
    const found = statSync(file);
    const { size } = found;
    // A device may have no end.
    if (!found.isFile() && !found.isFIFO() && !found.isDirectory()) {
      throw new UsageError(`${file}: expected a file, got a device`);
    }
    if (size > MOST_BYTES) {
      throw new Refusal(`${file}: expected at most ${MOST_BYTES} bytes, got ${size}`);
    }
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const reason = { ENOENT: "no such file", EISDIR: "expected a file, got a folder" }[
      String(code)
    ];
    throw new UsageError(`${file}: ${reason ?? `cannot be read (${code})`}`);
  }
}

function parseText(file: string, text: string): unknown {
  const isYaml = /\.ya?ml$/i.test(file);
  try {
    return isYaml ? parse(text, { merge: true }) : JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const [reason] = String((error as Error).message).split("\n");
    throw new Refusal(`${file}: expected ${isYaml ? "YAML" : "JSON"}: ${reason}`);
  }
}

/** Returns false for more than the allowed levels, such as those of an object inside itself. */
function isShallow(root: unknown): boolean {
  const deepest = new Map<object, number>();
  function fits(value: unknown, level: number): boolean {
    if (typeof value !== "object" || value === null) return true;
    if (level > MOST_DEPTH) return false;
    // An alias of YAML stands in several places.
    if ((deepest.get(value) ?? -1) >= level) return true;
    deepest.set(value, level);
    return Object.values(value).every((inner) => fits(inner, level + 1));
  }
  return fits(root, 1);
}

/**
 * Reads an OpenAPI document of version 3, as JSON or (if the name ends in `.yaml` or `.yml`) as YAML.
 * @throws Refusal for a file that cannot be read, is too large, or is no such document.
 */
export function readDocument(file: string): OpenApi {
  const root = parseText(file, readText(file));
  if (!isShallow(root)) {
    throw new Refusal(`${file}: expected at most ${MOST_DEPTH} levels, got more`);
  }
  if (!isFields(root)) throw new Refusal(`${file}: expected an object, got ${kindOf(root)}`);
  const document: OpenApi = { name: file, root };
  const { openapi, swagger } = root;
  if (typeof openapi !== "string" || !openapi.startsWith("3.")) {
    const version = openapi ?? swagger;
    const found = version === undefined ? "no version" : `version ${String(version)}`;
    throw new Refusal(`${file}: expected an OpenAPI document of version 3, got ${found}`);
  }
  fieldsOf(document, "paths", root.paths);
  return document;
}

/**
 * Returns an object of the document, with its references followed. What stands beside a reference wins.
 * @throws Refusal for any other value, and for a reference that leads nowhere.
 */
export function fieldsOf(document: OpenApi, place: string, value: unknown): Fields {
  let fields = value;
  let beside: Fields = {};
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    if (!isFields(fields)) throw refusal(document, place, "an object", fields);
    const { $ref, ...others } = fields;
    if ($ref === undefined)
      return Object.keys(beside).length > 0 ? { ...fields, ...beside } : fields;
    beside = { ...others, ...beside };
    fields = referenced(document, place, $ref);
  }
  throw new Refusal(`${document.name}: ${place}: expected an object, got a reference to itself`);
}

function referenced(document: OpenApi, place: string, ref: unknown): unknown {
  if (typeof ref !== "string" || !ref.startsWith("#/")) {
    throw new Refusal(
      `${document.name}: ${place}: expected a reference inside the document, got ${JSON.stringify(ref)}`,
    );
  }
  let found: unknown = document.root;
  for (const part of ref.slice(2).split("/")) {
    const key = decoded(part).replaceAll("~1", "/").replaceAll("~0", "~");
    const isInside = (isFields(found) || Array.isArray(found)) && Object.hasOwn(found, key);
    found = isInside ? (found as Fields)[key] : undefined;
  }
  if (found === undefined) {
    throw new Refusal(`${document.name}: ${place}: the reference ${ref} leads nowhere`);
  }
  return found;
}

/** Decodes a part of a reference. A part that is not encoded remains as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * Returns the entries of an optional object of the document, whose names are free: `$ref` is one of them.
 * @throws Refusal for any other value.
 */
export function entriesOf(document: OpenApi, place: string, value: unknown): [string, unknown][] {
  if (value === undefined) return [];
  if (!isFields(value)) throw refusal(document, place, "an object", value);
  return Object.entries(value);
}

/**
 * Returns an optional list of the document.
 * @throws Refusal for any other value.
 */
export function listOf(document: OpenApi, place: string, value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw refusal(document, place, "a list", value);
  return value;
}
