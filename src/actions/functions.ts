import { functionVersion, insertFunctionInstance } from "../examples/functions";
import { deleted, listedFunction, pagination, segmentFunction } from "../examples/resources";
import { choice, flag, id, javascript, json, required, text, withExample } from "../inputs/fields";
import { functionId } from "../inputs/ids";
import { RESOURCE_TYPES } from "../inputs/resourceType";
import { segmentAction } from "../kit/segmentAction";
import {
  describeInsertFunction,
  describeInsertFunctionInstance,
} from "../settings/describeFunction";
import { requiredSettings } from "../settings/inputs";

export { deployFunctionAndWait } from "../composite/deployFunctionAndWait";

const code = javascript({
  label: "Code",
  comments: "The JavaScript code of the function.",
  example: "async function onRequest(request, settings) {}",
});

const displayName = text({
  label: "Display Name",
  comments: "The name that Segment shows for the function.",
  example: "Orders",
});

const description = text({
  label: "Description",
  comments: "A note on the purpose of the function.",
  example: "Receives orders from the shop.",
});

const logoUrl = text({
  label: "Logo URL",
  comments: "The web address of the function's logo.",
  example: "https://example.com/orders.png",
});

const resourceType = required(
  choice(
    {
      label: "Resource Type",
      comments:
        "The purpose of the function: a source function creates events, a destination function sends them, and an insert function changes them on their way.",
    },
    RESOURCE_TYPES,
  ),
);

const settings = json("createFunction", "settings", {
  label: "Function Settings",
  comments:
    "The settings that the function reads, as a list. Each has a name, a label, a description, a type (STRING, BOOLEAN, ARRAY or TEXT_MAP), required and sensitive. On an update, the list replaces the existing settings; leave it empty to keep them.",
  example:
    '[{"name": "apiKey", "label": "API Key", "description": "The key of the shop.", "type": "STRING", "required": true, "sensitive": true}]',
});

const versionId = required(
  id({
    label: "Version ID",
    comments: "A version of the function above.",
    example: "HFEEqqzpT2dWFSX2UNRd7Q",
    dataSource: "selectFunctionVersion",
  }),
);

const instanceId = required(
  id({
    label: "Instance ID",
    comments: "An instance of an insert function of the workspace.",
    example: "KzS8p4MzNBdzQCw7Z9UuMD",
    dataSource: "selectInsertFunctionInstance",
  }),
);

/** A source or a destination: no single list offers both. */
const integrationId = required(
  id({
    label: "Source or Destination ID",
    comments:
      "The source or destination whose events the function changes. List Sources and List Destinations return its ID.",
    example: "5GFhvtz8fha42Cm4B9E6L8",
  }),
);

const insertFunctionId = {
  ...withExample(functionId, `ifnd_${insertFunctionInstance.classId}`),
  comments: "An insert function. The list shows functions of every type.",
};

const instanceName = text({
  label: "Name",
  comments: "The name that Segment shows for the instance.",
  example: "Enrich orders",
});

const instanceEnabled = flag({
  label: "Enabled",
  comments: "When true, the function runs on the events of the source or destination.",
});

const instanceSettings = {
  comments:
    "The values of the function's settings: keys and values, or an object from an earlier step. Get Function returns the settings under settings. Text is converted to the type given there.",
  example: "currency: EUR",
  jsonExample: '{"currency": "EUR"}',
  form: "Enter Insert Function Settings",
};

const newInstanceSettings = requiredSettings({
  ...instanceSettings,
  describe: describeInsertFunction,
  writes: "all",
});

const changedInstanceSettings = requiredSettings({
  ...instanceSettings,
  comments:
    "The values of settings to change: keys and values, or an object from an earlier step. Get Function returns the settings of the function. Text is converted to the type given there.",
  describe: describeInsertFunctionInstance,
  writes: "changes",
});

export const createFunction = segmentAction("createFunction", {
  description: "Create a function, which runs when it is deployed.",
  route: "POST /functions",
  inputs: {
    resourceType,
    displayName: required(displayName),
    code: required(code),
    description,
    logoUrl,
    settings,
  },
  example: { function: segmentFunction },
});

export const createFunctionDeployment = segmentAction("createFunctionDeployment", {
  description: "Deploy the latest version of a function.",
  route: "POST /functions/{functionId}/deploy",
  inputs: { functionId },
  example: { functionDeployment: { status: "SUCCESS" } },
});

export const createInsertFunctionInstance = segmentAction("createInsertFunctionInstance", {
  description: "Create an instance of an insert function for a source or destination.",
  route: "POST /insert-function-instances",
  inputs: {
    functionId: insertFunctionId,
    integrationId,
    name: required(instanceName),
    enabled: instanceEnabled,
    settings: newInstanceSettings,
  },
  example: { insertFunctionInstance },
});

export const deleteFunction = segmentAction("deleteFunction", {
  description: "Delete a function.",
  route: "DELETE /functions/{functionId}",
  inputs: { functionId },
  example: deleted,
});

export const deleteInsertFunctionInstance = segmentAction("deleteInsertFunctionInstance", {
  description: "Delete an instance of an insert function.",
  route: "DELETE /insert-function-instances/{instanceId}",
  inputs: { instanceId },
  example: deleted,
});

export const getFunction = segmentAction("getFunction", {
  description: "Get a function by its ID.",
  route: "GET /functions/{functionId}",
  inputs: { functionId },
  example: { function: segmentFunction },
});

export const getFunctionVersion = segmentAction("getFunctionVersion", {
  description: "Get a version of a function by its ID.",
  route: "GET /functions/{functionId}/versions/{versionId}",
  inputs: { functionId, versionId },
  example: { version: functionVersion },
});

export const getInsertFunctionInstance = segmentAction("getInsertFunctionInstance", {
  description: "Get an instance of an insert function by its ID.",
  route: "GET /insert-function-instances/{instanceId}",
  inputs: { instanceId },
  example: { insertFunctionInstance },
});

export const listFunctions = segmentAction("listFunctions", {
  description: "List the functions of one type.",
  route: "GET /functions",
  pages: "functions",
  inputs: { resourceType },
  example: { functions: [listedFunction], pagination },
});

export const listFunctionVersions = segmentAction("listFunctionVersions", {
  description: "List the versions of a function.",
  route: "GET /functions/{functionId}/versions",
  pages: "versions",
  inputs: { functionId },
  example: { versions: [functionVersion], pagination },
});

export const listInsertFunctionInstances = segmentAction("listInsertFunctionInstances", {
  description: "List the instances of an insert function.",
  route: "GET /insert-function-instances",
  pages: "instances",
  inputs: { functionId: insertFunctionId },
  example: { instances: [insertFunctionInstance], pagination },
});

export const restoreFunctionVersion = segmentAction("restoreFunctionVersion", {
  description: "Restore an earlier version of a function as its latest version.",
  route: "POST /functions/{functionId}/versions",
  inputs: { functionId, versionId },
  example: { version: functionVersion },
});

export const updateFunction = segmentAction("updateFunction", {
  description: "Update a function, whose new code runs when it is deployed.",
  route: "PATCH /functions/{functionId}",
  inputs: { functionId, displayName, code, description, logoUrl, settings },
  example: { function: segmentFunction },
});

export const updateInsertFunctionInstance = segmentAction("updateInsertFunctionInstance", {
  description: "Update an instance of an insert function.",
  route: "PATCH /insert-function-instances/{instanceId}",
  inputs: {
    instanceId,
    name: instanceName,
    enabled: instanceEnabled,
    settings: changedInstanceSettings,
  },
  example: { insertFunctionInstance },
});
