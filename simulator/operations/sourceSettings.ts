import { invalid, notFound } from "../contract/errors";
import type { SchemaSettings } from "../state/sources";
import type { Workspace } from "../state/workspace";
import type { Handlers } from "./handler";
import { findMetadata, findSource } from "./lookup";
import { sourceView } from "./views";

const FORWARDING = ["forwardingViolationsTo", "forwardingBlockedEventsTo"] as const;
const TRAITS = {
  allowUnplannedTraits: true,
  allowTraitsOnViolations: true,
  commonEventOnViolations: "ALLOW",
};
/** The default schema settings, which allow all events. */
const USUAL: SchemaSettings = {
  track: {
    allowUnplannedEvents: true,
    allowUnplannedEventProperties: true,
    allowEventOnViolations: true,
    allowPropertiesOnViolations: true,
    commonEventOnViolations: "ALLOW",
  },
  identify: TRAITS,
  group: TRAITS,
};

/** The schema settings and the write keys of sources. */
export const sourceSettings: Handlers = {
  listSchemaSettingsInSource({ params }, workspace) {
    const { id } = findSource(params.sourceId, workspace);
    return { sourceId: id, settings: findSchemaSettings(id, workspace) };
  },
  updateSchemaSettingsInSource({ params, body }, workspace) {
    const { id } = findSource(params.sourceId, workspace);
    const changes = body as Partial<SchemaSettings>;
    for (const field of FORWARDING) {
      const target = changes[field];
      if (target !== undefined && workspace.sources.get(target) === undefined) {
        throw invalid(field, `${field} ${target} is not a source of this workspace`);
      }
    }
    const current = findSchemaSettings(id, workspace);
    const settings = {
      ...current,
      ...changes,
      track: { ...current.track, ...changes.track },
      identify: { ...current.identify, ...changes.identify },
      group: { ...current.group, ...changes.group },
    };
    workspace.schemaSettings.set(id, settings);
    return { sourceId: id, settings };
  },
  createWriteKeyForSource({ params }, workspace) {
    const source = findSource(params.sourceId, workspace);
    if (findMetadata("sources", source.metadataId).isCloudEventSource) {
      throw invalid("sourceId", "a cloud source has no write keys");
    }
    const writeKeys = [...source.writeKeys, workspace.ids.next()];
    return { source: sourceView(workspace.sources.put({ ...source, writeKeys }), workspace) };
  },
  removeWriteKeyFromSource({ params }, workspace) {
    const source = findSource(params.sourceId, workspace);
    const { writeKey = "" } = params;
    if (!source.writeKeys.includes(writeKey)) throw notFound("write key", writeKey);
    if (source.writeKeys.length === 1) {
      throw invalid("writeKey", "the last write key of a source cannot be removed");
    }
    const writeKeys = source.writeKeys.filter((key) => key !== writeKey);
    workspace.sources.put({ ...source, writeKeys });
    return { status: "SUCCESS" };
  },
};

function findSchemaSettings(sourceId: string, workspace: Workspace): SchemaSettings {
  return workspace.schemaSettings.get(sourceId) ?? USUAL;
}
