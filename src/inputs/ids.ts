import { id, namedId, required } from "./fields";

/** The source that an action works on. */
export const sourceId = required(
  id({
    label: "Source ID",
    comments: "A source of the workspace.",
    example: "qQEHquLrjRDN9j1ByrChyn",
    dataSource: "sources",
  }),
);

/** The destination that an action works on. */
export const destinationId = required(
  id({
    label: "Destination ID",
    comments: "A destination of the workspace.",
    example: "5GFhvtz8fha42Cm4B9E6L8",
    dataSource: "destination",
  }),
);

/** The type of a destination, from the catalog. */
export const destinationMetadataId = required(
  id({
    label: "Metadata ID",
    comments: "A destination type of Segment's catalog.",
    example: "57da359580412f644ff33fb9",
    dataSource: "selectDestinationMetadata",
  }),
);

/** The warehouse that an action works on. */
export const warehouseId = required(
  id({
    label: "Warehouse ID",
    comments: "A warehouse of the workspace.",
    example: "kjU72LCJexvrqL7G4TMHHN",
    dataSource: "warehouses",
  }),
);

/** The space that an action works in. */
export const spaceId = required(
  id({
    label: "Space ID",
    comments: "A space of the workspace.",
    example: "spa_7bKq2VxWm9RtYcH4LpZs8N",
    dataSource: "selectSpace",
  }),
);

/** The audience that an action works on. */
export const audienceId = required(
  id({
    label: "Audience ID",
    comments: "An audience of the space above.",
    example: "aud_4GmXr8TzNcQ6vWbJ2hYkLd",
    dataSource: "selectAudience",
  }),
);

/** The function that an action works on. */
export const functionId = required(
  id({
    label: "Function ID",
    comments: "A function of the workspace, of any type.",
    example: "sfnc_wXzcDGFR3KmjLDrtSawNHf",
    dataSource: "selectFunction",
  }),
);

/** The space a filter belongs to, by the name the API gives it. */
export const integrationId = required(
  id({
    label: "Space ID",
    comments: "The space whose events are filtered.",
    example: "spa_7bKq2VxWm9RtYcH4LpZs8N",
    dataSource: "selectSpace",
  }),
);

/** The tracking plan that an action works on. */
export const trackingPlanId = required(
  id({
    label: "Tracking Plan ID",
    comments: "A tracking plan of the workspace.",
    example: "tp_kR7vNz3XqWm9TcY5LfJ8Bd",
    dataSource: "selectTrackingPlan",
  }),
);

/** The user group that an action works on. */
export const userGroupId = required(
  id({
    label: "User Group ID",
    comments: "A user group of the workspace.",
    example: "cM4pYd9WkT7vRz2QnJxH6L",
    dataSource: "selectUserGroup",
  }),
);

/** The reverse ETL model that an action works on. */
export const modelId = required(
  id({
    label: "Model ID",
    comments: "A reverse ETL model of the workspace.",
    example: "61nigNi3wkT4JWV143SuZS",
    dataSource: "selectReverseEtlModel",
  }),
);

/** The subscription of a model. */
export const modelSubscriptionId = required(
  id({
    label: "Subscription ID",
    comments: "The destination subscription that receives the rows of the model.",
    example: "eoeXaMeAYcB2XvEApJDrQs",
    dataSource: "selectReverseEtlSubscription",
  }),
);

/** The source that a reverse ETL model reads. */
export const reverseEtlSourceId = required(
  id({
    label: "Source ID",
    comments: "The reverse ETL source: the warehouse that the model reads.",
    example: "rB5kWz8NqTc3LxVm7YhJpG",
    dataSource: "sources",
  }),
);

/** The key of a label, on which the choices of its value depend. */
export const labelKey = required(
  namedId({
    label: "Key",
    comments: "The key of an existing label.",
    example: "environment",
    dataSource: "selectLabelKey",
  }),
);
