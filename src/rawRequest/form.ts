import { bytesIn } from "../values/bytes";
import { isExact, writtenForm } from "../values/exactNumber";
import { describeValue, inputError } from "../values/inputError";
import { toJson } from "../values/json";
import type { Pair } from "../values/pairCleaners";

/** The inputs of a multipart form, and their labels for errors. */
export interface FormInputs {
  fields: readonly Pair[];
  files: readonly Pair[];
  /** The file names, by the keys of the files. */
  fileNames: readonly Pair[];
  labels: Record<"fields" | "files" | "fileNames", string>;
}

/** Writes a value as text: objects and lists as JSON. */
function textOf({ key, value }: Pair, label: string): string {
  if (typeof value === "function" || typeof value === "symbol") {
    throw inputError(label, `text for ${key}`, describeValue(value));
  }
  if (value === undefined || value === null) return String(value);
  try {
    return writtenForm(value) ?? toJson(value);
  } catch {
    throw inputError(label, `a value for ${key} that can be written as JSON`, "one that cannot");
  }
}

function toBlob(pair: Pair, label: string): Blob {
  const binary = bytesIn(pair.value);
  if (binary) {
    const { bytes, contentType = "application/octet-stream" } = binary;
    return new Blob([new Uint8Array(bytes)], { type: contentType });
  }
  const type = typeof pair.value === "object" ? "application/json" : "text/plain";
  return new Blob([textOf(pair, label)], { type });
}

/** Assigns the names of a key to its files in order. A single name applies to all of them. */
function createNamer(fileNames: readonly Pair[], label: string): (key: string) => string {
  const named = new Map<string, string[]>();
  for (const { key, value } of fileNames) {
    if (typeof value === "object" && !isExact(value)) {
      throw inputError(label, `a file name for ${key}`, describeValue(value));
    }
    named.set(key, [...(named.get(key) ?? []), writtenForm(value) ?? String(value)]);
  }
  const used = new Map<string, number>();
  return (key) => {
    const names = named.get(key) ?? [];
    const at = used.get(key) ?? 0;
    used.set(key, at + 1);
    return (names.length === 1 ? names[0] : names[at]) ?? key;
  };
}

/**
 * Builds a multipart form of fields and files. A file is bytes (see {@link bytesIn}), text, or a value
 * that is sent as JSON. A file without a name is named after its key.
 * @throws an input error for a value that a form cannot hold.
 */
export function toForm({ fields, files, fileNames, labels }: FormInputs): FormData {
  const form = new FormData();
  for (const pair of fields) {
    if (bytesIn(pair.value)) {
      throw inputError(
        labels.fields,
        `text for ${pair.key}`,
        `bytes, which go into ${labels.files}`,
      );
    }
    form.append(pair.key, textOf(pair, labels.fields));
  }
  const nameOf = createNamer(fileNames, labels.fileNames);
  for (const pair of files) {
    form.append(pair.key, toBlob(pair, labels.files), nameOf(pair.key));
  }
  return form;
}
