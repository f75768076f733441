import { destinationMetadata } from "../examples/catalog";
import { destinationId } from "../inputs/ids";
import { choices } from "../kit/form";
import { createChoice, distinctChoices } from "../kit/picklist";
import { readActions } from "../settings/describeAction";

const [example] = destinationMetadata.actions;

/** The actions of a destination, from its metadata: Segment lists them nowhere else. */
export const selectDestinationAction = choices({
  label: "Select Destination Action",
  description: "Choose an action of a destination.",
  inputs: { destinationId },
  make: async (step, { destinationId }) =>
    distinctChoices(
      (await readActions(step, { destinationId })).actions.flatMap(
        (action) =>
          createChoice(action, { key: ({ id }) => id, names: ({ name, slug }) => [name, slug] }) ??
          [],
      ),
    ),
  example: [{ label: example?.name ?? "", key: example?.id ?? "" }],
});
