import { action, destination, optional, required } from "./build";
import type { DestinationMetadata } from "./types";

/** An invented classic destination with settings of the rare types `map` and `mixed`. */
export function orchard(): DestinationMetadata {
  return destination({
    id: "65f1c0de8a3b4d2e9c7f1b11",
    name: "Orchard Ads",
    slug: "orchard-ads",
    categories: ["Advertising"],
    options: [
      required("accountId"),
      optional("eventVariables", "map", "Which property goes to which variable of Orchard."),
      optional("conversions", "mixed", "Events that count as conversions, with their labels."),
    ],
  });
}

/** An invented destination whose action lists a field twice and has a hidden field. */
export function quarry(): DestinationMetadata {
  const mode = {
    fieldKey: "operation",
    type: "STRING",
    required: true,
    choices: [
      { label: "Make a table", value: "create" },
      { label: "Use a table", value: "select" },
    ],
  };
  return destination({
    id: "65f1c0de8a3b4d2e9c7f1b12",
    name: "Quarry Tables (Actions)",
    slug: "actions-quarry-tables",
    options: [required("apiKey", "password")],
    actions: [
      action("dLt9sHx2kVwTbE5nRfJ8Cm", "writeRow", "Write Row", [
        mode,
        { fieldKey: "table", type: "STRING" },
        mode,
        { fieldKey: "batch_keys", type: "STRING", multiple: true, hidden: true },
      ]),
    ],
  });
}
