import type { InputDescription } from "../protocol";

/** A message about an input begins with its label, which a colon or a path follows. */
const isAbout = (message: string, label: string): boolean =>
  message.startsWith(label) && /^[:.[]/.test(message.slice(label.length));

/** Finds the input that each line of an error message is about. */
export function findInputErrors(
  message: string,
  inputs: readonly Pick<InputDescription, "key" | "label">[],
): Record<string, string> {
  const found = new Map<string, string>();
  for (const line of message.split("\n").map((text) => text.trim())) {
    const about = inputs
      .filter(({ label }) => isAbout(line, label))
      .toSorted((one, other) => other.label.length - one.label.length)[0];
    if (about && !found.has(about.key)) found.set(about.key, line);
  }
  return Object.fromEntries(found);
}
