import { callOperation, listAll } from "../api/operation";
import { destination as example } from "../examples/resources";
import { flag, required, text } from "../inputs/fields";
import { destinationMetadataId as metadataId, sourceId } from "../inputs/ids";
import { compositeAction } from "../kit/compositeAction";
import { describeDestinationType } from "../settings/describe";
import { settingsInputs } from "../settings/inputs";
import { destinationsByName } from "./destinationsByName";
import { UPSERT_OUTCOME, type UpsertOutcome, upsert } from "./upsert";
import { upsertSettings } from "./upsertSettings";

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
      "The name of the destination. The source's destination of this type and name is changed, else one is made. The name of the type also asks for a destination that has no name.",
    example: "Event stream",
  }),
);

const enabled = flag({
  label: "Enabled",
  comments:
    "When true, the destination receives data. Where empty a new destination is as Segment makes it, and one there is stays as it is.",
});

const settings = settingsInputs({
  comments:
    "The settings to set: keys and values, or a whole object from an earlier step. Settings not named here stay as they are; secrets, which Segment does not show, are sent every time. Text becomes what the destination's type says.",
  example: "stream: events",
  jsonExample: '{"region": "us-west-2", "stream": "events", "useMessageId": true}',
  form: "Destination Settings",
});

/**
 * Makes the destination of a source, a type and a name, or changes it where it differs. One without a
 * name stays without it: Segment shows it by the name it is asked for by, so nothing differs.
 */
export const upsertDestination = compositeAction({
  label,
  description:
    "Create a destination, or update the one of the same source, type and name where it differs.",
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
        // A later look, after a creation, has nothing to add.
        if (!isNoted && found.items.length < 2 && found.note) log(found.note);
        isNoted = true;
        return found.items;
      },
      several: (ids) =>
        areNameless
          ? `the source has several destinations of this type without a name, which ${name} asks for: ${ids}`
          : `the source has several destinations ${name} of this type: ${ids}`,
      async create() {
        const args = { sourceId, metadataId, name, enabled };
        const all = (await settings.ofNew()) ?? {};
        return (await createDestination(client, { ...args, settings: all })).destination;
      },
      update: async ({ id: destinationId }, changes) =>
        (await updateDestination(client, { destinationId, ...changes })).destination,
      wanted: async (existing) => ({ enabled, settings: await settings.wanted(existing) }),
    });
    return { outcome, changed, destination: item };
  },
  answer: { outcome: UPSERT_OUTCOME, changed: ["s"], destination: "#DestinationV1" },
  example: {
    outcome: "created" as UpsertOutcome,
    changed: [],
    destination: example,
  },
});
