import { SpectralError } from "@prismatic-io/spectral";
import { callOperation, listAll } from "../api/operation";
import { source as example } from "../examples/resources";
import { flag, id, required, text } from "../inputs/fields";
import { compositeAction } from "../kit/compositeAction";
import { describeSourceType } from "../settings/describe";
import { settingsInputs } from "../settings/inputs";
import { UPSERT_OUTCOME, type UpsertOutcome, upsert } from "./upsert";
import { upsertSettings } from "./upsertSettings";

const listSources = listAll("listSources", "GET /sources", "sources", [
  "id",
  "slug",
  "metadata.id",
]);
const createSource = callOperation("createSource", "POST /sources", ["source.id"]);
const updateSource = callOperation("updateSource", "PATCH /sources/{sourceId}", ["source.id"]);

const label = "Upsert Source";

const slug = required(
  text({
    label: "Slug",
    comments: "The slug the source goes by; the source that has it is changed, else one is made.",
    example: "ios-app",
  }),
);

const metadataId = required(
  id({
    label: "Metadata ID",
    comments: "The source type, from the catalog. A source of the slug must be of this type.",
    example: "UBrsG9RVzw",
    dataSource: "selectSourceMetadata",
  }),
);

const name = text({
  label: "Name",
  comments: "The name the source shows in Segment; left as it is where empty.",
  example: "iOS app",
});

const enabled = flag({
  label: "Enabled",
  comments:
    "When true, the source accepts data. Where empty a new source does, and one there is stays as it is.",
});

const settings = settingsInputs({
  comments:
    "The settings to set: keys and values, or a whole object from an earlier step. Settings not named here stay as they are; secrets, which Segment does not show, are sent every time. Text becomes what the source's type says.",
  example: "trackVersion: true",
  jsonExample: '{"trackVersion": true}',
  form: "Source Settings",
});

/** Makes the source of a slug, or changes it where it differs. */
export const upsertSource = compositeAction({
  label,
  description: "Create a source, or update the one that has its slug where it differs.",
  inputs: { slug, metadataId, name, enabled, ...settings },
  async perform(run, { slug, metadataId, name, enabled, ...given }) {
    const { client, log } = run;
    const settings = upsertSettings(run, given, () => describeSourceType(run, { metadataId }));
    const { outcome, changed, item } = await upsert({
      label,
      log,
      unique: true,
      several: (ids) => `the workspace has several sources ${slug}: ${ids}`,
      async find() {
        const found = (await listSources(client, {})).filter((one) => one.slug === slug);
        const other = found.find((one) => one.metadata.id !== metadataId);
        if (other) {
          throw new SpectralError(
            `${label}: the source ${slug} is of the type ${other.metadata.name} (${other.metadata.id}), not ${metadataId}. Nothing was changed.`,
          );
        }
        return found;
      },
      async create() {
        const args = { slug, metadataId, enabled: enabled ?? true };
        return (await createSource(client, { ...args, settings: await settings.ofNew() })).source;
      },
      update: async ({ id: sourceId }, changes) =>
        (await updateSource(client, { sourceId, ...changes })).source,
      wanted: async (existing) => ({ name, enabled, settings: await settings.wanted(existing) }),
      afterCreation: { name },
    });
    return { outcome, changed, source: item };
  },
  answer: { outcome: UPSERT_OUTCOME, changed: ["s"], source: "#SourceV1" },
  example: {
    outcome: "updated" as UpsertOutcome,
    changed: ["name"],
    source: example,
  },
});
