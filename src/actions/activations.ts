import { activation, audienceConnection } from "../examples/audiences";
import { destinationMetadata } from "../examples/catalog";
import { deleted, destination, pagination } from "../examples/resources";
import { AUDIENCE_TYPES } from "../inputs/audienceType";
import { flag, id, json, keyValues, required, text, withChoices } from "../inputs/fields";
import { audienceId, destinationId, spaceId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";
import { plainSettings } from "../settings/inputs";

const activationId = required(
  id({
    label: "Activation ID",
    comments: "An activation of the audience above.",
    example: "act_5YkWq9TzLnVc3RxB7MfHjG",
    dataSource: "selectActivation",
  }),
);

const connectionId = required(
  id({
    label: "Connection ID",
    comments: "A connection of the audience above to a destination.",
    example: "ii_8RzVm4KxTcNq2WbL6YhJgP",
    dataSource: "selectAudienceConnection",
  }),
);

const audienceDestinationId = required(
  id({
    label: "Destination ID",
    comments: "A destination of the audience above.",
    example: "5GFhvtz8fha42Cm4B9E6L8",
    dataSource: "selectAudienceDestination",
  }),
);

const connectedDestinationId = {
  ...destinationId,
  comments: "The destination that the audience is sent to.",
};

const destinationType = required(
  withChoices(
    text({
      label: "Destination Type",
      comments: "The kind of the destination above.",
      example: "destination",
    }),
    { destination: "Destination", warehouse: "Warehouse" },
  ),
);

const idSyncConfiguration = json("addDestinationToAudience", "idSyncConfiguration", {
  label: "ID Sync Configuration",
  comments:
    "The external IDs to send, as a list of up to five. Each entry has an externalId, such as user_id or email, a strategy (first, last or all of its values), and optionally mapTo, its name at the destination.",
  example: '[{"externalId": "email", "strategy": "last", "mapTo": "email"}]',
});

const connectionSettings = json("addDestinationToAudience", "connectionSettings", {
  label: "Connection Settings",
  comments:
    "The values that the destination requires to create the audience on its side, as an object. List Supported Destinations from Audience returns their names.",
  example: '{"audienceName": "Frequent buyers"}',
});

const audienceType = required(
  withChoices(
    id({
      label: "Audience Type",
      comments: "The members of the audiences. Linked audiences use entities of the data graph.",
      example: "USERS",
    }),
    AUDIENCE_TYPES,
  ),
);

const slug = text({
  label: "Destination Type Slug",
  comments: "Lists only the destination type with this slug. If left empty, lists all of them.",
  example: "amazon-kinesis",
});

const ACTIONS = "Get Destination Metadata returns the actions of a type under actions.";

const supportedActionId = id({
  label: "Action ID",
  comments: `Lists only destination types that have this action. ${ACTIONS}`,
  example: "uD9jEQ4DxJZzhzVqppM7UD",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the activation sends data. Turning it on runs the audience.",
});

const performResync = flag({
  label: "Perform Resync",
  comments:
    "When true, the whole audience is sent again. Otherwise, only changes from now on are sent.",
});

const activationType = required(
  withChoices(
    text({
      label: "Activation Type",
      comments:
        "The change that makes the activation send. Audience Membership Changed covers entries and exits, but no entities.",
      example: "Audience Entered",
    }),
    {
      "Audience Entered": "Audience Entered",
      "Audience Exited": "Audience Exited",
      "Audience Membership Changed": "Audience Membership Changed",
    },
  ),
);

const activationName = text({
  label: "Activation Name",
  comments: "The name of the activation. For a warehouse, also the name of the table.",
  example: "Welcome frequent buyers",
});

const displayName = text({
  label: "Display Name",
  comments:
    "The name that Segment shows for the activation, for warehouses only. If left empty, Activation Name.",
  example: "Frequent buyers",
});

const personalization = json("addActivationToAudience", "personalization", {
  label: "Personalization",
  comments:
    "Additional data to send: profile with a list of properties, and entities, each with its relationshipSlug and a list of properties. If syncEntityPropertyChanges is true and Activation Type is Audience Membership Changed, changes of entities are sent as well.",
  example: '{"profile": {"properties": ["email", "city"]}}',
});

const actionId = id({
  label: "Action ID",
  comments: `The destination action that sends the data. ${ACTIONS}`,
  example: "uD9jEQ4DxJZzhzVqppM7UD",
});

const settings = keyValues({
  label: "Settings",
  comments:
    "The fields of the action and their values: keys and values, or an object from an earlier step. They need an Action ID.",
  example: "partitionKey: frequent-buyers",
});

export const addActivationToAudience = segmentAction("addActivationToAudience", {
  description: "Add an activation to the connection of an audience to a destination.",
  route:
    "POST /spaces/{spaceId}/audiences/{audienceId}/destination-connections/{connectionId}/activations",
  inputs: {
    spaceId,
    audienceId,
    connectionId,
    activationType,
    activationName: required(activationName),
    performResync: required(performResync),
    enabled,
    displayName,
    personalization,
    actionId: at("destinationMapping.actionId", actionId),
    settings: at("destinationMapping.settings", plainSettings(settings, "all")),
  },
  example: { activation },
});

export const addDestinationToAudience = segmentAction("addDestinationToAudience", {
  description: "Connect an audience to a destination.",
  route: "POST /spaces/{spaceId}/audiences/{audienceId}/destination-connections",
  inputs: {
    spaceId,
    audienceId,
    destinationId: at("destination.id", connectedDestinationId),
    destinationType: at("destination.type", destinationType),
    idSyncConfiguration,
    connectionSettings,
  },
  example: {
    connection: { id: audienceConnection.id },
    idSyncConfiguration: audienceConnection.idSyncConfiguration ?? [],
    connectionSettings: audienceConnection.connectionSettings,
  },
});

export const getActivationFromAudience = segmentAction("getActivationFromAudience", {
  description: "Get an activation of an audience by its ID.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}/activations/{activationId}",
  inputs: { spaceId, audienceId, activationId },
  example: { activation },
});

export const listActivationsFromAudience = segmentAction("listActivationsFromAudience", {
  description: "List the activations of an audience.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}/activations",
  pages: "activations",
  inputs: { spaceId, audienceId },
  example: { activations: [activation], pagination },
});

export const listDestinationsFromAudience = segmentAction("listDestinationsFromAudience", {
  description: "List the connections of an audience to its destinations.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}/destination-connections",
  pages: "connections",
  inputs: { spaceId, audienceId },
  example: { connections: [audienceConnection], pagination },
});

export const listSupportedDestinationsFromAudience = segmentAction(
  "listSupportedDestinationsFromAudience",
  {
    description: "List the destination types that can receive audiences of a type.",
    route: "GET /spaces/{spaceId}/audienceType/{audienceType}/supported-destinations",
    inputs: { spaceId, audienceType, slug, actionId: supportedActionId },
    example: {
      destinations: {
        [destinationMetadata.slug]: {
          id: destinationMetadata.id,
          name: destinationMetadata.name,
          slug: destinationMetadata.slug,
          connectionSettings: [{ name: "audienceName", type: "string", required: true }],
        },
      },
    },
  },
);

export const removeActivationFromAudience = segmentAction("removeActivationFromAudience", {
  description: "Delete an activation of an audience.",
  route: "DELETE /spaces/{spaceId}/audiences/{audienceId}/activations/{activationId}",
  inputs: { spaceId, audienceId, activationId },
  example: deleted,
});

export const removeDestinationFromAudience = segmentAction("removeDestinationFromAudience", {
  description: "Disconnect an audience from a destination.",
  route: "DELETE /spaces/{spaceId}/audiences/{audienceId}/destination-connections/{destinationId}",
  inputs: { spaceId, audienceId, destinationId: audienceDestinationId },
  example: deleted,
});

export const updateActivationForAudience = segmentAction("updateActivationForAudience", {
  description: "Update an activation of an audience.",
  route: "PATCH /spaces/{spaceId}/audiences/{audienceId}/activations/{activationId}",
  inputs: {
    spaceId,
    audienceId,
    activationId,
    enabled,
    activationName,
    displayName,
    personalization,
    actionId: at("destinationMapping.actionId", actionId),
    settings: at("destinationMapping.settings", plainSettings(settings, "changes")),
    performResync,
  },
  example: { activation },
});

export const updateDestinationForAudience = segmentAction("updateDestinationForAudience", {
  description:
    "Update the ID sync and the settings of the connection of an audience to a destination.",
  route: "PATCH /spaces/{spaceId}/audiences/{audienceId}/destination-connections/{destinationId}",
  inputs: {
    spaceId,
    audienceId,
    destinationId: audienceDestinationId,
    idSyncConfiguration,
    connectionSettings,
  },
  example: {
    destination: { id: destination.id },
    idSyncConfiguration: audienceConnection.idSyncConfiguration ?? [],
    connectionSettings: audienceConnection.connectionSettings,
  },
});
