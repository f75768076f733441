import { listAll } from "../api/lists";
import { functionVersion, insertFunctionInstance } from "../examples/functions";
import { functionId } from "../inputs/ids";
import { INSERT_TYPES } from "../inputs/resourceType";
import { picklist, readIds } from "../kit/picklist";

const listFunctions = listAll("listFunctions", "GET /functions", "functions");

/** The versions of a function, by the time they were made. */
export const selectFunctionVersion = picklist("listFunctionVersions", {
  label: "Select Function Version",
  description: "Choose a version of a function.",
  route: "GET /functions/{functionId}/versions",
  items: "versions",
  inputs: { functionId },
  key: ({ id }) => id,
  names: ({ createdAt, isDeployed }) => [
    createdAt && isDeployed ? `${createdAt} (deployed)` : createdAt,
  ],
  example: { label: "2026-01-31T08:00:00.000Z (deployed)", key: functionVersion.id },
});

/** The instances of every insert function. */
export const selectInsertFunctionInstance = picklist("listInsertFunctionInstances", {
  label: "Select Insert Function Instance",
  description: "Choose an instance of any insert function.",
  route: "GET /insert-function-instances",
  items: "instances",
  inputs: {},
  each: async (client) => {
    const functions = [];
    for (const resourceType of INSERT_TYPES) {
      for (const one of await listFunctions(client, { resourceType })) functions.push(one);
    }
    return readIds(functions).map((functionId) => ({ functionId }));
  },
  key: ({ id }) => id,
  names: ({ name }) => [name],
  example: { label: "Enrich orders", key: insertFunctionInstance.id },
});
