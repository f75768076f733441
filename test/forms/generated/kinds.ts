import type { Workspace } from "../../../simulator/state/workspace";

/** Something whose settings a form asks for, and the steps that take the form's data. */
export interface Kind {
  /** The data source of the form. */
  form: string;
  /** The input that says what type of it a form or a creation is of. */
  type: string;
  /** The input that says which one a form or an update is of. */
  one: string;
  create: string;
  update: string;
  /** The inputs of a creation beside its type and its settings. */
  beside(prepared: Prepared, number: number): object;
  /** The further inputs that each of the three needs. */
  within(prepared: Prepared): object;
  /** Those that the workspace holds. */
  all(workspace: Workspace): { get(id: string): object | undefined };
}

/** The objects in the workspace before a test, by their IDs. */
export interface Prepared {
  sourceId: string;
  /** A Lantern CRM (Actions). */
  destinationId: string;
}

/** The kinds of what has settings, by what they are called in tests. */
export const KINDS = {
  source: {
    form: "sourceSettings",
    type: "metadataId",
    one: "sourceId",
    create: "createSource",
    update: "updateSource",
    beside: (_, number) => ({ slug: `source-${number}`, enabled: true }),
    within: () => ({}),
    all: ({ sources }) => sources,
  },
  destination: {
    form: "destinationSettings",
    type: "metadataId",
    one: "destinationId",
    create: "createDestination",
    update: "updateDestination",
    beside: ({ sourceId }) => ({ sourceId, name: "Made from a form" }),
    within: () => ({}),
    all: ({ destinations }) => destinations,
  },
  warehouse: {
    form: "warehouseSettings",
    type: "metadataId",
    one: "warehouseId",
    create: "createWarehouse",
    update: "updateWarehouse",
    beside: () => ({}),
    within: () => ({}),
    all: ({ warehouses }) => warehouses,
  },
  subscription: {
    form: "subscriptionMappings",
    type: "actionId",
    one: "subscriptionId",
    create: "createDestinationSubscription",
    update: "updateDestinationSubscription",
    beside: () => ({ name: "Made from a form", trigger: 'type = "track"', enabled: true }),
    within: ({ destinationId }) => ({ destinationId }),
    all: ({ subscriptions }) => subscriptions,
  },
  instance: {
    form: "insertFunctionSettings",
    type: "functionId",
    one: "instanceId",
    create: "createInsertFunctionInstance",
    update: "updateInsertFunctionInstance",
    beside: ({ sourceId }) => ({ integrationId: sourceId, name: "Made from a form" }),
    within: () => ({}),
    all: ({ insertFunctionInstances }) => insertFunctionInstances,
  },
} as const satisfies Record<string, Kind>;

/** The name of a kind in tests. */
export type KindName = keyof typeof KINDS;
