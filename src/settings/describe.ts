import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import type { StepContext } from "../api/step";
import type { Models } from "../contract/models";
import { inputError } from "../values/inputError";
import { textOf } from "../values/text";
import {
  type DescribedSettings,
  type Existing,
  type Setting,
  settingFromOption,
  unlisted,
} from "./setting";

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
const getWarehouse = callOperation("getWarehouse", "GET /warehouses/{warehouseId}", [
  "warehouse.id",
  "warehouse.metadata?.id",
  "warehouse.metadata?.name",
  "warehouse.metadata?.options",
]);
const listProfilesWarehouses = listAll(
  "listProfilesWarehouseInSpace",
  "GET /spaces/{spaceId}/profiles-warehouses",
  "profilesWarehouses",
  ["id", "metadata?.id", "metadata?.name", "metadata?.options"],
);
/** The credential of the workspace to connect with. Segment uses both names. */
const CREDENTIALS = [unlisted("credentialId"), unlisted("credential_id")];
/** A warehouse returns its name among its settings. */
const OF_WAREHOUSES = [unlisted("name"), ...CREDENTIALS];

type Type = Pick<Models["WarehouseMetadataV1"], "id" | "name" | "options">;

interface Typed {
  id: string;
  /** The next version of the API returns warehouses without it. */
  metadata?: Type | null;
  settings?: Record<string, unknown>;
}

/** Describes the settings of a type of the catalog, and unlisted ones that it is known to accept. */
function ofType({ name, options }: Omit<Type, "id">, extra: readonly Setting[]): DescribedSettings {
  const listed = options.map(settingFromOption);
  const names = new Set(listed.map((setting) => setting.name));
  return { of: name, settings: [...listed, ...extra.filter((one) => !names.has(one.name))] };
}

function existing({ id, metadata, settings }: Typed, extra: readonly Setting[]): Existing {
  const values = settings ?? {};
  const type = metadata ?? { name: textOf(values.name) || id, options: [] };
  return { ...ofType(type, extra), typeId: metadata?.id, values };
}

/** Describes the settings of a source type. */
export const describeSourceType = (step: StepContext, { metadataId }: { metadataId: string }) =>
  step.once(["source type", metadataId], async () => {
    const response = await getSourceMetadata(step.client, { sourceMetadataId: metadataId });
    return ofType(response.sourceMetadata, CREDENTIALS);
  });

/** Describes the settings of a destination type. */
export const describeDestinationType = (
  step: StepContext,
  { metadataId }: { metadataId: string },
) =>
  step.once(["destination type", metadataId], async () => {
    const response = await getDestinationMetadata(step.client, {
      destinationMetadataId: metadataId,
    });
    return ofType(response.destinationMetadata, []);
  });

/** Describes the settings of a warehouse type. */
export const describeWarehouseType = (step: StepContext, { metadataId }: { metadataId: string }) =>
  step.once(["warehouse type", metadataId], async () => {
    const response = await getWarehouseMetadata(step.client, { warehouseMetadataId: metadataId });
    return ofType(response.warehouseMetadata, OF_WAREHOUSES);
  });

/** Describes the settings of an existing source. */
export async function describeSource(
  { client }: StepContext,
  { sourceId }: { sourceId: string },
): Promise<Existing> {
  const { source } = await getSource(client, { sourceId });
  return existing(source, CREDENTIALS);
}

/** Describes the settings of an existing destination. */
export async function describeDestination(
  { client }: StepContext,
  { destinationId }: { destinationId: string },
): Promise<Existing> {
  const { destination } = await getDestination(client, { destinationId });
  return existing(destination, []);
}

/** Describes the settings of an existing warehouse. */
export async function describeWarehouse(
  { client }: StepContext,
  { warehouseId }: { warehouseId: string },
): Promise<Existing> {
  const { warehouse } = await getWarehouse(client, { warehouseId });
  return existing(warehouse, OF_WAREHOUSES);
}

/** Describes the settings of an existing profiles warehouse, which Segment returns in lists only. */
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
