import type { Choice } from "../config";
import type { ConfigVar } from "../format/integration";
import { Interrupted } from "../run/interruption";
import { oneLine } from "../view/format";

const PAGE = 10;

/** Finds the choices whose label or key contains every word of a term. Case does not count. */
export function findMatches(choices: readonly Choice[], term = ""): Choice[] {
  const words = term.toLowerCase().split(/\s+/);
  return choices.filter(({ label, key }) => {
    const text = `${label} ${key}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/**
 * Asks at the terminal for a choice of a config variable, and returns its key.
 * @throws Interrupted after Ctrl-C.
 */
export async function chooseAtTerminal(
  { key, description }: ConfigVar,
  choices: readonly Choice[],
): Promise<string> {
  // The package is an ES module only.
  const { default: search } = await import("@inquirer/search");
  try {
    return await search({
      message: description ? `${key} (${oneLine(description)})` : key,
      source: (term) =>
        findMatches(choices, term).map((choice) => ({
          name: oneLine(choice.label),
          value: choice.key,
          description: choice.key === choice.label ? undefined : oneLine(choice.key),
        })),
      pageSize: PAGE,
    });
  } catch (error) {
    if ((error as Error).name === "ExitPromptError") throw new Interrupted("stopped at a choice");
    throw error;
  }
}
