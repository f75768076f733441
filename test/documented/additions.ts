/** The inputs of the component that its documentation does not have, by action or picklist. */
export const ADDED_INPUTS: Readonly<Record<string, readonly string[]>> = {
  createSource: ["disconnectAllWarehouses"],
  createTransformation: ["allowProperties", "drop", "hashPropertiesConfiguration"],
  updateTransformation: ["allowProperties", "drop", "hashPropertiesConfiguration"],
  updateDestinationSubscription: ["reverseETLModelId", "reverseETLSchedule"],
  getEventsVolumeFromWorkspace: ["fetchAll"],
  listConnectedSourcesFromWarehouse: ["count", "cursor", "fetchAll"],
  listDestinationCatalog: ["fetchAll"],
  listDestinationSubscriptions: ["fetchAll"],
  listDestinations: ["fetchAll"],
  listFunctions: ["fetchAll"],
  listSources: ["fetchAll"],
  listSourcesCatalog: ["fetchAll"],
  listTransformations: ["fetchAll"],
  listUsers: ["fetchAll"],
  listWarehouses: ["fetchAll"],
  listWarehousesCatalog: ["fetchAll"],
  destination: ["connectionInput"],
  sources: ["connectionInput"],
  warehouses: ["connectionInput"],
};

/** The actions that the documentation does not have. */
export const ADDED_ACTIONS: readonly string[] = ["createWarehouse"];

/** The picklists that the documentation does not have. */
export const ADDED_PICKLISTS: readonly string[] = [
  "selectDestinationMetadata",
  "selectFunction",
  "selectSourceMetadata",
  "selectSubscription",
  "selectTransformation",
  "selectUser",
  "selectWarehouseMetadata",
];
