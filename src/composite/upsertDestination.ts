import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import { responseShape } from "../contract/runtimeContract";
import { destination as example } from "../examples/resources";
import { flag, required, text } from "../inputs/fields";
import { destinationMetadataId as metadataId, sourceId } from "../inputs/ids";
import { compositeAction } from "../kit/compositeAction";
import { describeDestinationType } from "../settings/describe";
import { settingsInputs } from "../settings/inputs";
import { destinationsByName } from "./destinationsByName";
import { UPSERT_OUTCOME, type UpsertOutcome, upsert } from "./upsert";
import { SETTINGS_COMMENTS, upsertSettings } from "./upsertSettings";

const listDestinations = listAll(
  "listConnectedDestinationsFromSource",
  "GET /sources/{sourceId}/connected-destinations",
  "destinations",
  ["id", "metadata.id"],
);
const createDestination = callOperation("createDestination", "POST /destinations", [
  "destination.id",
]);
const updateDestination = callOperation(
  "updateDestination",
  "PATCH /destinations/{destinationId}",
  ["destination.id"],
);

const label = "Upsert Destination";

const name = required(
  text({
    label: "Name",
    comments:
      "The name of the destination. If the source has a destination of this type and name, the step updates it; otherwise it creates one. The name of the type also matches a destination without a name.",
    example: "Event stream",
  }),
);

const enabled = flag({
  label: "Enabled",
  comments:
    "When true, the destination receives data. If left empty, Segment decides for a new destination, and an existing one is not changed.",
});

const settings = settingsInputs({
  comments: SETTINGS_COMMENTS,
  example: "stream: events",
  jsonExample: '{"region": "us-west-2", "stream": "events", "useMessageId": true}',
  form: "Enter Destination Settings",
});

/**
 * Creates a destination, or updates the existing one of the same source, type and name. A destination
 * without a name keeps none: Segment shows the name of its type, which is the name in the input.
 */
export const upsertDestination = compositeAction({
  label,
  description:
    "Create a destination, or update the existing one of the same source, type and name.",
  inputs: { sourceId, metadataId, name, enabled, ...settings },
  async perform(run, { sourceId, metadataId, name, enabled, ...given }) {
    const { client, log } = run;
    const settings = upsertSettings(run, given, () => describeDestinationType(run, { metadataId }));
    let areNameless = false;
    let isNoted = false;
    const { outcome, changed, item } = await upsert({
      label,
      log,
      async find() {
        const listed = await listDestinations(client, { sourceId });
        const found = destinationsByName(listed, { metadataId, name });
        areNameless = found.areNameless;
        // A search after a creation must not log the note again.
        if (!isNoted && found.items.length < 2 && found.note) log(found.note);
        isNoted = true;
        return found.items;
      },
      several: (ids) =>
        areNameless
          ? `the source has several destinations of this type without a name, which ${name} matches: ${ids}`
          : `the source has several destinations ${name} of this type: ${ids}`,
      async create() {
        const args = { sourceId, metadataId, name, enabled };
        const all = (await settings.forCreation()) ?? {};
        return (await createDestination(client, { ...args, settings: all })).destination;
      },
      update: async ({ id: destinationId }, changes) =>
        (await updateDestination(client, { destinationId, ...changes })).destination,
      wanted: async (existing) => ({ enabled, settings: await settings.wanted(existing) }),
    });
    return { outcome, changed, destination: item };
  },
  resultSchema: {
    outcome: UPSERT_OUTCOME,
    changed: ["s"],
    destination: responseShape("updateDestination", "destination"),
  },
  example: {
    outcome: "created" as UpsertOutcome,
    changed: [],
    destination: example,
  },
});
