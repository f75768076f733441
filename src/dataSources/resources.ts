import {
  destination as destinationExample,
  listedFunction,
  source,
  subscription,
  transformation,
  user,
  warehouse,
} from "../examples/resources";
import { destinationId } from "../inputs/ids";
import { RESOURCE_TYPES } from "../inputs/resourceType";
import { picklist } from "../kit/picklist";
import { textOf } from "../values/text";

type ResourceType = keyof typeof RESOURCE_TYPES;

/** The destinations of the workspace, labeled by name, or by type if they have none. */
export const destination = picklist("listDestinations", {
  label: "Fetch Destination",
  description: "Choose a destination of the workspace.",
  route: "GET /destinations",
  items: "destinations",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name, metadata }) => [name ?? undefined, metadata.name, metadata.slug],
  example: { label: "Event stream", key: destinationExample.id },
});

/** The sources of the workspace, labeled by name, or by slug if they have none. */
export const sources = picklist("listSources", {
  label: "Fetch Sources",
  description: "Choose a source of the workspace.",
  route: "GET /sources",
  items: "sources",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name, slug }) => [name, slug],
  example: { label: "iOS app", key: source.id },
});

/** The warehouses of the workspace, labeled by name, or by type if they have none. */
export const warehouses = picklist("listWarehouses", {
  label: "Fetch Warehouses",
  description: "Choose a warehouse of the workspace.",
  route: "GET /warehouses",
  items: "warehouses",
  inputs: {},
  key: ({ id }) => id,
  names: ({ settings, metadata }) => [textOf(settings?.name), metadata?.name, metadata?.slug],
  example: { label: "Analytics", key: warehouse.id },
});

/** The functions of the workspace, of every type. */
export const selectFunction = picklist("listFunctions", {
  label: "Select Function",
  description: "Choose a function of the workspace.",
  route: "GET /functions",
  items: "functions",
  inputs: {},
  each: (Object.keys(RESOURCE_TYPES) as ResourceType[]).map((resourceType) => ({ resourceType })),
  key: ({ id }) => id,
  names: ({ displayName, resourceType }) => [
    displayName,
    resourceType && RESOURCE_TYPES[resourceType],
  ],
  example: { label: "Orders", key: listedFunction.id ?? "" },
});

/** The subscriptions of a destination. */
export const selectSubscription = picklist("listSubscriptionsFromDestination", {
  label: "Select Subscription",
  description: "Choose a subscription of a destination.",
  route: "GET /destinations/{destinationId}/subscriptions",
  items: "subscriptions",
  inputs: { destinationId },
  key: ({ id }) => id,
  names: ({ name, actionSlug }) => [name, actionSlug],
  example: { label: subscription.name, key: subscription.id },
});

/** The transformations of the workspace. */
export const selectTransformation = picklist("listTransformations", {
  label: "Select Transformation",
  description: "Choose a transformation of the workspace.",
  route: "GET /transformations",
  items: "transformations",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name }) => [name],
  example: { label: transformation.name, key: transformation.id },
});

/** The users of the workspace, labeled by name, or by email address if they have none. */
export const selectUser = picklist("listUsers", {
  label: "Select User",
  description: "Choose a user of the workspace.",
  route: "GET /users",
  items: "users",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name, email }) => [name, email],
  example: { label: user.name, key: user.id },
});
