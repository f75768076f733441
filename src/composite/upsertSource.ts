import { SpectralError } from "@prismatic-io/spectral";
import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import { responseShape } from "../contract/runtimeContract";
import { source as example } from "../examples/resources";
import { flag, id, required, text } from "../inputs/fields";
import { compositeAction } from "../kit/compositeAction";
import { describeSourceType } from "../settings/describe";
import { settingsInputs } from "../settings/inputs";
import { UPSERT_OUTCOME, type UpsertOutcome, upsert } from "./upsert";
import { SETTINGS_COMMENTS, upsertSettings } from "./upsertSettings";

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
    comments:
      "The slug of the source. If a source has this slug, the step updates it; otherwise it creates one.",
    example: "ios-app",
  }),
);

const metadataId = required(
  id({
    label: "Metadata ID",
    comments:
      "The source type, from the catalog. An existing source with the slug must have this type.",
    example: "UBrsG9RVzw",
    dataSource: "selectSourceMetadata",
  }),
);

const name = text({
  label: "Name",
  comments: "The name of the source in Segment. If left empty, the name is not changed.",
  example: "iOS app",
});

const enabled = flag({
  label: "Enabled",
  comments:
    "When true, the source accepts data. If left empty, a new source accepts data and an existing one is not changed.",
});

const settings = settingsInputs({
  comments: SETTINGS_COMMENTS,
  example: "trackVersion: true",
  jsonExample: '{"trackVersion": true}',
  form: "Enter Source Settings",
});

/** Creates a source, or updates the existing one with its slug. */
export const upsertSource = compositeAction({
  label,
  description: "Create a source, or update the existing one with the same slug.",
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
            `${label}: the source ${slug} has the type ${other.metadata.name} (${other.metadata.id}), not ${metadataId}. Nothing was changed.`,
          );
        }
        return found;
      },
      async create() {
        const args = { slug, metadataId, enabled: enabled ?? true };
        return (await createSource(client, { ...args, settings: await settings.forCreation() }))
          .source;
      },
      update: async ({ id: sourceId }, changes) =>
        (await updateSource(client, { sourceId, ...changes })).source,
      wanted: async (existing) => ({ name, enabled, settings: await settings.wanted(existing) }),
      afterCreation: { name },
    });
    return { outcome, changed, source: item };
  },
  resultSchema: {
    outcome: UPSERT_OUTCOME,
    changed: ["s"],
    source: responseShape("updateSource", "source"),
  },
  example: {
    outcome: "updated" as UpsertOutcome,
    changed: ["name"],
    source: example,
  },
});
