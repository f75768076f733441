import type { Models } from "../contract/models";
import { destinationMetadata, sourceMetadata, warehouseMetadata } from "./catalog";

/** A source as Segment returns it. */
export const source: Models["SourceV1"] = {
  id: "qQEHquLrjRDN9j1ByrChyn",
  slug: "ios-app",
  name: "iOS app",
  workspaceId: "9aQ1Lj62S4bomZKLF4DPqW",
  enabled: true,
  writeKeys: ["3YdEudTwjouyC5WPjpbTik"],
  metadata: sourceMetadata,
  settings: { trackVersion: true },
  labels: [{ key: "environment", value: "production" }],
};

/** A destination as Segment returns it. */
export const destination: Models["DestinationV1"] = {
  id: "5GFhvtz8fha42Cm4B9E6L8",
  name: "Event stream",
  enabled: true,
  sourceId: source.id,
  settings: { region: "us-west-2", stream: "events", useMessageId: true },
  metadata: destinationMetadata,
};

/** A destination subscription as Segment returns it. */
export const subscription: Models["DestinationSubscription"] = {
  id: "eoeXaMeAYcB2XvEApJDrQs",
  name: "Send every order",
  actionId: "uD9jEQ4DxJZzhzVqppM7UD",
  actionSlug: "send",
  destinationId: destination.id,
  enabled: true,
  trigger: 'type = "track" and event = "Order Completed"',
  settings: { partitionKey: "orders" },
  modelId: "",
};

/** A warehouse as Segment returns it. Segment never returns its password. */
export const warehouse: Models["WarehouseV1"] = {
  id: "kjU72LCJexvrqL7G4TMHHN",
  workspaceId: source.workspaceId,
  enabled: true,
  settings: { name: "Analytics", host: "db.example.com", port: "5432", database: "analytics" },
  metadata: warehouseMetadata,
};

/** A transformation as Segment returns it. */
export const transformation: Models["TransformationV1"] = {
  id: "pHrD51Ds35Zjfka84yXQE6",
  workspaceId: source.workspaceId,
  name: "Rename checkout",
  sourceId: source.id,
  destinationMetadataId: destinationMetadata.id,
  enabled: true,
  if: 'event = "Checkout"',
  newEventName: "Order Completed",
  propertyRenames: [{ oldName: "sum", newName: "total" }],
  propertyValueTransformations: [{ propertyPaths: ["properties.currency"], propertyValue: "EUR" }],
};

/** A function as Segment returns it in a list, without its code. */
export const listedFunction: Models["ListFunctionItemV1"] = {
  id: "sfnc_wXzcDGFR3KmjLDrtSawNHf",
  resourceType: "SOURCE",
  displayName: "Orders",
  description: "Receives orders from the shop.",
  logoUrl: "https://example.com/orders.png",
  createdAt: "2026-01-31T08:00:00.000Z",
  createdBy: "sgJDWk3K21k6LE3tLU9nRK",
  catalogId: "wXzcDGFR3KmjLDrtSawNHf",
};

/** A function as Segment returns it. */
export const segmentFunction: Models["FunctionV1"] = {
  ...listedFunction,
  workspaceId: source.workspaceId,
  buildpack: "",
  code: "async function onRequest(request, settings) {}",
  settings: [
    {
      name: "apiKey",
      label: "API Key",
      description: "The key of the shop.",
      type: "STRING",
      required: true,
      sensitive: true,
    },
  ],
  previewWebhookUrl: "",
  batchMaxCount: 0,
  deployedAt: "2026-01-31T08:05:00.000Z",
  isLatestVersion: true,
};

/** A user as Segment returns it. */
export const user: Models["UserV1"] = {
  id: "sgJDWk3K21k6LE3tLU9nRK",
  name: "Ada Example",
  email: "ada@example.com",
  permissions: [
    {
      roleId: "1WDUuRLxv84rrfCNUwvkrRtkxnS",
      roleName: "Workspace Owner",
      resources: [{ id: source.workspaceId, type: "WORKSPACE", labels: [] }],
    },
  ],
};

/** The response of every delete. */
export const deleted = { status: "SUCCESS" } as const;

/** The last and only page of a list of one. */
export const pagination: Models["PaginationOutput"] = {
  current: "MA==",
  next: null,
  totalEntries: 1,
};
