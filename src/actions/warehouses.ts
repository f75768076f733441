import { deleted, pagination, source, warehouse } from "../examples/resources";
import { flag, text } from "../inputs/fields";
import { sourceId, warehouseId } from "../inputs/ids";
import { segmentAction } from "../kit/segmentAction";
import { describeWarehouse } from "../settings/describe";
import {
  changedWarehouseSettings,
  warehouseMetadataId as metadataId,
  warehouseSettings as settings,
} from "../settings/warehouseInputs";

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the warehouse.",
  example: "Analytics",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the warehouse receives data.",
});

const changedSettings = changedWarehouseSettings(describeWarehouse);

const disconnectAllSources = flag({
  label: "Disconnect All Sources",
  comments: "When true, the new warehouse is not connected to any source of the workspace.",
});

export const addConnectionFromSourceToWarehouse = segmentAction(
  "addConnectionFromSourceToWarehouse",
  {
    label: "Add Connection From Source to Warehouse",
    description: "Connect a source to a warehouse.",
    route: "POST /warehouses/{warehouseId}/connected-sources/{sourceId}",
    inputs: { sourceId, warehouseId },
    example: { status: "CONNECTED" },
  },
);

export const createValidationInWarehouse = segmentAction("createValidationInWarehouse", {
  description: "Check settings for a warehouse before they are saved.",
  route: "POST /warehouses/validation",
  readOnly: true,
  inputs: { metadataId, settings },
  example: { status: "CONNECTED" },
});

export const createWarehouse = segmentAction("createWarehouse", {
  description: "Create a warehouse of a type from the catalog.",
  important: true,
  route: "POST /warehouses",
  inputs: { metadataId, name, enabled, settings, disconnectAllSources },
  example: { warehouse },
});

export const deleteWarehouse = segmentAction("deleteWarehouse", {
  description: "Delete a warehouse from Segment.",
  route: "DELETE /warehouses/{warehouseId}",
  inputs: { warehouseId },
  example: deleted,
});

export const getConnectionStateFromWarehouse = segmentAction("getConnectionStateFromWarehouse", {
  description: "Check that Segment can connect to an existing warehouse.",
  route: "GET /warehouses/{warehouseId}/connection-state",
  inputs: { warehouseId },
  example: { connectionState: "CONNECTED" },
});

export const getWarehouse = segmentAction("getWarehouse", {
  description: "Get a warehouse by its ID.",
  route: "GET /warehouses/{warehouseId}",
  inputs: { warehouseId },
  example: { warehouse },
});

export const listConnectedSourcesFromWarehouse = segmentAction(
  "listConnectedSourcesFromWarehouse",
  {
    description: "List the sources that are connected to a warehouse.",
    route: "GET /warehouses/{warehouseId}/connected-sources",
    pages: "sources",
    inputs: { warehouseId },
    example: { sources: [source], pagination },
  },
);

export const listWarehouses = segmentAction("listWarehouses", {
  description: "List the warehouses of the workspace.",
  important: true,
  route: "GET /warehouses",
  pages: "warehouses",
  inputs: {},
  example: { warehouses: [warehouse], pagination },
});

export const removeSourceConnectionFromWarehouse = segmentAction(
  "removeSourceConnectionFromWarehouse",
  {
    description: "Disconnect a source from a warehouse.",
    route: "DELETE /warehouses/{warehouseId}/connected-sources/{sourceId}",
    inputs: { sourceId, warehouseId },
    example: deleted,
  },
);

export const updateWarehouse = segmentAction("updateWarehouse", {
  description: "Update a warehouse.",
  route: "PATCH /warehouses/{warehouseId}",
  inputs: { warehouseId, name, enabled, settings: changedSettings },
  example: { warehouse },
});
