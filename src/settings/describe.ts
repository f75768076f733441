import { SpectralError } from "@prismatic-io/spectral";
import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import type { StepContext } from "../api/step";
import type { Models } from "../contract/models";
import { INSERT_TYPES } from "../inputs/resourceType";
import { inputError } from "../values/inputError";
import { isRecord } from "../values/record";
import { distinct } from "./distinct";
import {
  type DescribedSettings,
  type Setting,
  settingFromField,
  settingFromFunctionSetting,
  settingFromOption,
  unlisted,
} from "./setting";

/** What there is already: the settings it takes, its type, and the values as Segment shows them. */
export interface Existing extends DescribedSettings {
  typeId: string;
  values: Readonly<Record<string, unknown>>;
}

const getSourceMetadata = callOperation(
  "getSourceMetadata",
  "GET /catalog/sources/{sourceMetadataId}",
  ["sourceMetadata.name", "sourceMetadata.options"],
);
const getDestinationMetadata = callOperation(
  "getDestinationMetadata",
  "GET /catalog/destinations/{destinationMetadataId}",
  ["destinationMetadata.name", "destinationMetadata.options"],
);
const getWarehouseMetadata = callOperation(
  "getWarehouseMetadata",
  "GET /catalog/warehouses/{warehouseMetadataId}",
  ["warehouseMetadata.name", "warehouseMetadata.options"],
);
const getSource = callOperation("getSource", "GET /sources/{sourceId}", [
  "source.metadata.id",
  "source.metadata.name",
  "source.metadata.options",
]);
const getDestination = callOperation("getDestination", "GET /destinations/{destinationId}", [
  "destination.metadata.id",
  "destination.metadata.name",
  "destination.metadata.options",
]);
const getActions = callOperation("getDestination", "GET /destinations/{destinationId}", [
  "destination.metadata.name",
  "destination.metadata.actions",
]);
const getWarehouse = callOperation("getWarehouse", "GET /warehouses/{warehouseId}", [
  "warehouse.metadata.id",
  "warehouse.metadata.name",
  "warehouse.metadata.options",
]);
const listProfilesWarehouses = listAll(
  "listProfilesWarehouseInSpace",
  "GET /spaces/{spaceId}/profiles-warehouses",
  "profilesWarehouses",
  ["id", "metadata.id", "metadata.name", "metadata.options"],
);
const getSubscription = callOperation(
  "getSubscriptionFromDestination",
  "GET /destinations/{destinationId}/subscriptions/{subscriptionId}",
  ["subscription.actionId"],
);
const listFunctions = listAll("listFunctions", "GET /functions", "functions", []);
const getFunction = callOperation("getFunction", "GET /functions/{functionId}", ["function"]);
const getInstance = callOperation(
  "getInsertFunctionInstance",
  "GET /insert-function-instances/{instanceId}",
  ["insertFunctionInstance.classId"],
);

/** The credential of the workspace to connect with; Segment has been seen with either name. */
const CREDENTIALS = [unlisted("credentialId"), unlisted("credential_id")];
/** A warehouse answers its name among its settings. */
const OF_WAREHOUSES = [unlisted("name"), ...CREDENTIALS];

type Type = Pick<Models["WarehouseMetadataV1"], "id" | "name" | "options">;

/** What a type of the catalog takes, and what it is known to take beside that. */
function ofType({ name, options }: Type, beside: readonly Setting[]): DescribedSettings {
  const listed = options.map(settingFromOption);
  const names = new Set(listed.map((setting) => setting.name));
  return { of: name, settings: [...listed, ...beside.filter((one) => !names.has(one.name))] };
}

function existing(
  { metadata, settings }: { metadata: Type; settings?: Record<string, unknown> },
  beside: readonly Setting[],
): Existing {
  return { ...ofType(metadata, beside), typeId: metadata.id, values: settings ?? {} };
}

/** What sources of a type take. */
export const describeSourceType = (step: StepContext, { metadataId }: { metadataId: string }) =>
  step.once(["source type", metadataId], async () => {
    const answer = await getSourceMetadata(step.client, { sourceMetadataId: metadataId });
    return ofType(answer.sourceMetadata, CREDENTIALS);
  });

/** What destinations of a type take. */
export const describeDestinationType = (
  step: StepContext,
  { metadataId }: { metadataId: string },
) =>
  step.once(["destination type", metadataId], async () => {
    const answer = await getDestinationMetadata(step.client, { destinationMetadataId: metadataId });
    return ofType(answer.destinationMetadata, []);
  });

/** What warehouses of a type take. */
export const describeWarehouseType = (step: StepContext, { metadataId }: { metadataId: string }) =>
  step.once(["warehouse type", metadataId], async () => {
    const answer = await getWarehouseMetadata(step.client, { warehouseMetadataId: metadataId });
    return ofType(answer.warehouseMetadata, OF_WAREHOUSES);
  });

/** A source of the workspace. */
export async function describeSource(
  { client }: StepContext,
  { sourceId }: { sourceId: string },
): Promise<Existing> {
  const { source } = await getSource(client, { sourceId });
  return existing(source, CREDENTIALS);
}

/** A destination of the workspace. */
export async function describeDestination(
  { client }: StepContext,
  { destinationId }: { destinationId: string },
): Promise<Existing> {
  const { destination } = await getDestination(client, { destinationId });
  return existing(destination, []);
}

/** A warehouse of the workspace. */
export async function describeWarehouse(
  { client }: StepContext,
  { warehouseId }: { warehouseId: string },
): Promise<Existing> {
  const { warehouse } = await getWarehouse(client, { warehouseId });
  return existing(warehouse, OF_WAREHOUSES);
}

/** A profiles warehouse of a space, which Segment only lists. */
export async function describeProfilesWarehouse(
  step: StepContext,
  { spaceId, warehouseId }: { spaceId: string; warehouseId: string },
): Promise<Existing> {
  const all = await listProfilesWarehouses(step.client, { spaceId });
  const found = all.find(({ id }) => id === warehouseId);
  if (!found) {
    throw inputError(
      "Warehouse ID",
      "a profiles warehouse of the space",
      JSON.stringify(warehouseId),
    );
  }
  return existing(found, OF_WAREHOUSES);
}

/** The actions of a destination, and what its type is called. */
export const readActions = (
  step: StepContext,
  { destinationId }: { destinationId: string },
): Promise<Pick<Models["DestinationMetadataV1"], "actions" | "name">> =>
  step.once(["actions", destinationId], async () => {
    const { destination } = await getActions(step.client, { destinationId });
    return destination.metadata;
  });

/** What a subscription of an action of a destination is filled with. */
export async function describeAction(
  step: StepContext,
  { destinationId, actionId }: { destinationId: string; actionId: string },
): Promise<DescribedSettings> {
  const { actions, name } = await readActions(step, { destinationId });
  const action = actions.find(({ id }) => id === actionId);
  if (!action) {
    const offered = actions.map(({ id, slug }) => `${id} (${slug})`).join(", ");
    const expected = offered ? `one of ${name}: ${offered}` : `no action, since ${name} has none`;
    throw inputError("Action ID", expected, JSON.stringify(actionId));
  }
  if (!Array.isArray(action.fields)) {
    throw new SpectralError(
      `Settings: Segment does not say which fields the action ${actionId} of ${name} has. Send Settings As They Are sends them unchecked.`,
    );
  }
  const fields = action.fields.filter(isRecord).toSorted((a, b) => a.sortOrder - b.sortOrder);
  return { of: `${name}, ${action.name}`, settings: distinct(fields.map(settingFromField)) };
}

/** A subscription of a destination. */
export async function describeSubscription(
  step: StepContext,
  { destinationId, subscriptionId }: { destinationId: string; subscriptionId: string },
): Promise<Existing> {
  const { subscription } = await getSubscription(step.client, { destinationId, subscriptionId });
  const { actionId, settings } = subscription;
  const described = await describeAction(step, { destinationId, actionId });
  return { ...described, typeId: actionId, values: settings ?? {} };
}

/** The settings that a function asks for, as Segment has them. */
export async function readDefinitions(
  { client }: StepContext,
  { functionId }: { functionId: string },
): Promise<Models["FunctionSettingV1"][]> {
  return (await getFunction(client, { functionId })).function?.settings ?? [];
}

/**
 * What an insert function asks for. Instances name their function without the prefix that its own id
 * has, so it is looked for.
 */
export const describeInsertFunction = (
  step: StepContext,
  { functionId }: { functionId: string },
): Promise<DescribedSettings & { typeId: string }> =>
  step.once(["insert function", functionId], async () => {
    for (const resourceType of INSERT_TYPES) {
      const all = await listFunctions(step.client, { resourceType });
      const found = all.find(({ id }) => id === functionId || id?.endsWith(`_${functionId}`));
      const { id } = found ?? {};
      if (!found || id === undefined) continue;
      const settings = (await readDefinitions(step, { functionId: id })).map(
        settingFromFunctionSetting,
      );
      const of = found.displayName ?? id;
      return { of, settings, listedIn: `the settings of ${of}`, typeId: id };
    }
    throw inputError(
      "Function ID",
      "an insert function of the workspace",
      JSON.stringify(functionId),
    );
  });

/** An instance of an insert function. */
export async function describeInsertFunctionInstance(
  step: StepContext,
  { instanceId }: { instanceId: string },
): Promise<Existing> {
  const { insertFunctionInstance } = await getInstance(step.client, { instanceId });
  const { classId, settings, encryptedSettings } = insertFunctionInstance;
  const described = await describeInsertFunction(step, { functionId: classId });
  return { ...described, values: { ...settings, ...encryptedSettings } };
}
