import { id, namedId, required } from "./fields";

/** The source that an action works on. */
export const sourceId = required(
  id({
    label: "Source ID",
    comments: "The source that the step works on. The choices are those of the workspace.",
    example: "qQEHquLrjRDN9j1ByrChyn",
    dataSource: "sources",
  }),
);

/** The destination that an action works on. */
export const destinationId = required(
  id({
    label: "Destination ID",
    comments: "The destination that the step works on. The choices are those of the workspace.",
    example: "5GFhvtz8fha42Cm4B9E6L8",
    dataSource: "destination",
  }),
);

/** The type of a destination, from the catalog. */
export const destinationMetadataId = required(
  id({
    label: "Metadata ID",
    comments: "The destination type, from the catalog.",
    example: "57da359580412f644ff33fb9",
    dataSource: "selectDestinationMetadata",
  }),
);

/** The warehouse that an action works on. */
export const warehouseId = required(
  id({
    label: "Warehouse ID",
    comments: "The warehouse that the step works on. The choices are those of the workspace.",
    example: "kjU72LCJexvrqL7G4TMHHN",
    dataSource: "warehouses",
  }),
);

/** The space that an action works in. */
export const spaceId = required(
  id({
    label: "Space ID",
    comments: "The space that the step works in. The choices are those of the workspace.",
    example: "spa_7bKq2VxWm9RtYcH4LpZs8N",
    dataSource: "selectSpace",
  }),
);

/** The audience that an action works on. */
export const audienceId = required(
  id({
    label: "Audience ID",
    comments: "The audience that the step works on. The choices are those of the space above.",
    example: "aud_4GmXr8TzNcQ6vWbJ2hYkLd",
    dataSource: "selectAudience",
  }),
);

/** The function that an action works on. */
export const functionId = required(
  id({
    label: "Function ID",
    comments:
      "The function that the step works on. The choices are those of the workspace, of every type.",
    example: "sfnc_wXzcDGFR3KmjLDrtSawNHf",
    dataSource: "selectFunction",
  }),
);

/** The space a filter belongs to, by the name the API gives it. */
export const integrationId = required(
  id({
    label: "Integration ID",
    comments:
      "The space whose events are filtered, which Segment calls the integration here. The choices are the spaces of the workspace.",
    example: "spa_7bKq2VxWm9RtYcH4LpZs8N",
    dataSource: "selectSpace",
  }),
);

/** The tracking plan that an action works on. */
export const trackingPlanId = required(
  id({
    label: "Tracking Plan ID",
    comments: "The tracking plan that the step works on. The choices are those of the workspace.",
    example: "tp_kR7vNz3XqWm9TcY5LfJ8Bd",
    dataSource: "selectTrackingPlan",
  }),
);

/** The user group that an action works on. */
export const userGroupId = required(
  id({
    label: "User Group ID",
    comments: "The user group that the step works on. The choices are those of the workspace.",
    example: "cM4pYd9WkT7vRz2QnJxH6L",
    dataSource: "selectUserGroup",
  }),
);

/** The reverse ETL model that an action works on. */
export const modelId = required(
  id({
    label: "Model ID",
    comments:
      "The reverse ETL model that the step works on. The choices are those of the workspace.",
    example: "61nigNi3wkT4JWV143SuZS",
    dataSource: "selectReverseEtlModel",
  }),
);

/** The subscription of a model. It has no picklist, since the list needs the destination. */
export const modelSubscriptionId = required(
  id({
    label: "Subscription ID",
    comments:
      "The destination subscription that the model is synced to. List Destination Subscriptions returns its ID.",
    example: "eoeXaMeAYcB2XvEApJDrQs",
  }),
);

/** The source that a reverse ETL model reads. */
export const reverseEtlSourceId = required(
  id({
    label: "Source ID",
    comments:
      "The reverse ETL source, which is the warehouse that the model reads. The choices are the sources of the workspace.",
    example: "rB5kWz8NqTc3LxVm7YhJpG",
    dataSource: "sources",
  }),
);

/** The key of a label; its values are the choices of the value. */
export const labelKey = required(
  namedId({
    label: "Key",
    comments: "The key of the label. The choices are the keys of the workspace's labels.",
    example: "environment",
    dataSource: "selectLabelKey",
  }),
);
