import { activation, audienceConnection } from "../examples/audiences";
import { destinationMetadata } from "../examples/catalog";
import { deleted, destination, pagination } from "../examples/resources";
import { flag, id, json, keyValues, required, text } from "../inputs/fields";
import { audienceId, destinationId, spaceId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";
import { plainSettings } from "../settings/inputs";

const activationId = required(
  id({
    label: "Activation ID",
    comments: "The activation to use; the choices are those of the audience above.",
    example: "act_5YkWq9TzLnVc3RxB7MfHjG",
    dataSource: "selectActivation",
  }),
);

const connectionId = required(
  id({
    label: "Connection ID",
    comments:
      "The connection of the audience to a destination; the choices are those of the audience above.",
    example: "ii_8RzVm4KxTcNq2WbL6YhJgP",
    dataSource: "selectAudienceConnection",
  }),
);

const audienceDestinationId = required(
  id({
    label: "Destination ID",
    comments: "The destination to use; the choices are those of the audience above.",
    example: "5GFhvtz8fha42Cm4B9E6L8",
    dataSource: "selectAudienceDestination",
  }),
);

const connectedDestinationId = {
  ...destinationId,
  comments: "The destination to connect; the choices are the destinations of the workspace.",
};

const destinationType = required(
  text({
    label: "Destination Type",
    comments: "What kind of destination it is: destination or warehouse.",
    example: "destination",
  }),
);

const idSyncConfiguration = json("addDestinationToAudience", "idSyncConfiguration", {
  label: "ID Sync Configuration",
  comments:
    "The external IDs to send, as a list of up to five: the externalId such as user_id or email, the strategy (first, last or all of its values), and optionally mapTo, the name to send it by.",
  example: '[{"externalId": "email", "strategy": "last", "mapTo": "email"}]',
});

const connectionSettings = json("addDestinationToAudience", "connectionSettings", {
  label: "Connection Settings",
  comments:
    "What the destination asks for to create the audience on its side, as an object. List Supported Destinations from Audience answers what that is.",
  example: '{"audienceName": "Frequent buyers"}',
});

const audienceType = required(
  id({
    label: "Audience Type",
    comments: "What the audience is made of: USERS, ACCOUNTS or LINKED.",
    example: "USERS",
  }),
);

const slug = text({
  label: "Slug",
  comments: "List only the destination type with this slug.",
  example: "amazon-kinesis",
});

const supportedActionId = id({
  label: "Action ID",
  comments:
    "List only destination types that have this action. Get Destination Metadata lists the actions of a type under actions.",
  example: "uD9jEQ4DxJZzhzVqppM7UD",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the activation sends; turning it on runs the audience.",
});

const performResync = flag({
  label: "Perform Resync",
  comments:
    "When true, the whole audience is sent again; otherwise only what changes from now on is sent.",
});

const activationType = required(
  text({
    label: "Activation Type",
    comments:
      "What makes the activation send, such as Audience Entered, Audience Exited or Audience Membership Changed.",
    example: "Audience Entered",
  }),
);

const activationName = text({
  label: "Activation Name",
  comments: "The name of the activation; for a warehouse, the name of the table.",
  example: "Welcome frequent buyers",
});

const displayName = text({
  label: "Display Name",
  comments: "The name the activation shows in Segment, for a warehouse only.",
  example: "Frequent buyers",
});

const personalization = json("addActivationToAudience", "personalization", {
  label: "Personalization",
  comments:
    "What is sent as well: profile with a list of properties, and entities, each with its relationshipSlug and a list of properties. With syncEntityPropertyChanges, changes of entities are sent too, where the activation type is Audience Membership Changed.",
  example: '{"profile": {"properties": ["email", "city"]}}',
});

const actionId = id({
  label: "Action ID",
  comments:
    "The destination action to send with. Get Destination Metadata lists them under actions.",
  example: "uD9jEQ4DxJZzhzVqppM7UD",
});

const settings = keyValues({
  label: "Settings",
  comments:
    "The fields of the action and what they are filled with: keys and values, or a whole object from an earlier step. They need an Action ID.",
  example: "partitionKey: frequent-buyers",
});

export const addActivationToAudience = segmentAction("addActivationToAudience", {
  label: "Add Activation to Audience",
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
  label: "Add Destination to Audience",
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
  label: "Get Activation from Audience",
  description: "Get an activation of an audience by its ID.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}/activations/{activationId}",
  inputs: { spaceId, audienceId, activationId },
  example: { activation },
});

export const listActivationsFromAudience = segmentAction("listActivationsFromAudience", {
  label: "List Activations from Audience",
  description: "List the activations of an audience.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}/activations",
  pages: "activations",
  inputs: { spaceId, audienceId },
  example: { activations: [activation], pagination },
});

export const listDestinationsFromAudience = segmentAction("listDestinationsFromAudience", {
  label: "List Destinations from Audience",
  description: "List the connections of an audience to its destinations.",
  route: "GET /spaces/{spaceId}/audiences/{audienceId}/destination-connections",
  pages: "connections",
  inputs: { spaceId, audienceId },
  example: { connections: [audienceConnection], pagination },
});

export const listSupportedDestinationsFromAudience = segmentAction(
  "listSupportedDestinationsFromAudience",
  {
    label: "List Supported Destinations from Audience",
    description: "List the destination types that audiences of a type can be sent to.",
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
  label: "Remove Activation from Audience",
  description: "Delete an activation of an audience.",
  route: "DELETE /spaces/{spaceId}/audiences/{audienceId}/activations/{activationId}",
  inputs: { spaceId, audienceId, activationId },
  example: deleted,
});

export const removeDestinationFromAudience = segmentAction("removeDestinationFromAudience", {
  label: "Remove Destination from Audience",
  description: "Disconnect an audience from a destination.",
  route: "DELETE /spaces/{spaceId}/audiences/{audienceId}/destination-connections/{destinationId}",
  inputs: { spaceId, audienceId, destinationId: audienceDestinationId },
  example: deleted,
});

export const updateActivationForAudience = segmentAction("updateActivationForAudience", {
  label: "Update Activation for Audience",
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
  label: "Update Destination for Audience",
  description: "Update how an audience is sent to a destination.",
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
