import { listedRegulation, regulation, suppressed } from "../examples/regulations";
import { pagination } from "../examples/resources";
import { choice, choiceList, id, required, text, textList } from "../inputs/fields";
import { sourceId } from "../inputs/ids";
import { REGULATION_TYPES, WORKSPACE_REGULATION_TYPES } from "../inputs/regulationType";
import { segmentAction } from "../kit/segmentAction";

export { deleteOrSuppressUsers } from "../composite/deleteOrSuppressUsers";

const SUBJECT_TYPES = {
  USER_ID: "User ID",
  OBJECT_ID: "Object ID",
  ANONYMOUS_ID: "Anonymous ID",
} as const;

const { USER_ID, OBJECT_ID, ANONYMOUS_ID } = SUBJECT_TYPES;

const typeOptions = {
  label: "Regulation Type",
  comments:
    "What is done with the data of the subjects; what is deleted cannot be restored. The types Delete and Suppress and Delete also ask the connected destinations to delete, the others act within Segment only.",
} as const;

const sourceRegulationType = required(choice(typeOptions, REGULATION_TYPES));
const workspaceRegulationType = required(choice(typeOptions, WORKSPACE_REGULATION_TYPES));

const subjectTypeOptions = {
  label: "Subject Type",
  comments: "What kind of IDs the Subject IDs are.",
} as const;

const cloudSourceSubjectType = required(choice(subjectTypeOptions, { OBJECT_ID }));
const sourceSubjectType = required(
  choice(
    {
      ...subjectTypeOptions,
      comments:
        "What kind of IDs the Subject IDs are. Anonymous ID goes with Delete in Archives only, in workspaces for which Segment has turned it on.",
    },
    { USER_ID, ANONYMOUS_ID },
  ),
);
const workspaceSubjectType = required(choice(subjectTypeOptions, { USER_ID, OBJECT_ID }));

const subjectIds = required(
  textList(
    {
      label: "Subject IDs",
      comments: "The IDs of the users or objects whose data is meant, up to 5000 at once.",
      example: "customer-42",
    },
    "text",
  ),
);

const collection = required(
  text({
    label: "Collection",
    comments:
      "The collection of the cloud source that the objects are in, such as a table of customers.",
    example: "customers",
  }),
);

const regulateId = required(
  id({
    label: "Regulation ID",
    comments:
      "The regulation to get; the choices are those of the workspace. List Regulations from Source answers those of a source.",
    example: "2aVfT9LqXz7RkWm4PyJc8N",
    dataSource: "selectRegulation",
  }),
);

const status = choice(
  {
    label: "Status",
    comments: "List regulations of this status only.",
  },
  {
    INITIALIZED: "Initialized",
    RUNNING: "Running",
    FINISHED: "Finished",
    PARTIAL_SUCCESS: "Partial Success",
    FAILED: "Failed",
    INVALID: "Invalid",
    NOT_SUPPORTED: "Not Supported",
  },
);

const namesOf = <Name extends string>(names: { readonly [One in Name]: string }) =>
  Object.keys(names) as Name[];

/** The names are typed in, so the comment says them. */
const regulationTypesOf = <Name extends string>(names: { readonly [One in Name]: string }) =>
  choiceList(
    {
      label: "Regulation Types",
      comments: `List regulations of these types only: ${namesOf(names).join(", ")}.`,
      example: "SUPPRESS_ONLY",
    },
    namesOf(names),
  );

const sourceRegulationTypes = regulationTypesOf(REGULATION_TYPES);
const workspaceRegulationTypes = regulationTypesOf(WORKSPACE_REGULATION_TYPES);

export const createCloudSourceRegulation = segmentAction("createCloudSourceRegulation", {
  label: "Create Cloud Source Regulation",
  description:
    "Delete or suppress objects of a cloud source, where what is deleted cannot be restored.",
  route: "POST /regulations/cloudsources/{sourceId}",
  inputs: {
    sourceId,
    regulationType: workspaceRegulationType,
    subjectType: cloudSourceSubjectType,
    subjectIds,
    collection,
  },
  example: { regulateId: listedRegulation.id },
});

export const createSourceRegulation = segmentAction("createSourceRegulation", {
  label: "Create Source Regulation",
  description:
    "Delete or suppress the data of users in a source, where what is deleted cannot be restored.",
  route: "POST /regulations/sources/{sourceId}",
  inputs: {
    sourceId,
    regulationType: sourceRegulationType,
    subjectType: sourceSubjectType,
    subjectIds,
  },
  example: { regulateId: listedRegulation.id },
});

export const createWorkspaceRegulation = segmentAction("createWorkspaceRegulation", {
  label: "Create Workspace Regulation",
  description:
    "Delete or suppress the data of users or objects in the whole workspace, where what is deleted cannot be restored.",
  route: "POST /regulations",
  inputs: {
    regulationType: workspaceRegulationType,
    subjectType: workspaceSubjectType,
    subjectIds,
  },
  example: { regulateId: listedRegulation.id },
});

export const getRegulation = segmentAction("getRegulation", {
  label: "Get Regulation",
  description: "Get a deletion or suppression by its ID, with its status at every destination.",
  route: "GET /regulations/{regulateId}",
  inputs: { regulateId },
  example: { regulation },
});

export const listRegulationsFromSource = segmentAction("listRegulationsFromSource", {
  label: "List Regulations from Source",
  description:
    "List the deletions and suppressions of a source, deletions of the last 90 days only.",
  route: "GET /regulations/sources/{sourceId}",
  pages: "regulations",
  inputs: { sourceId, status, regulationTypes: sourceRegulationTypes },
  example: { regulations: [listedRegulation] },
});

export const listSuppressions = segmentAction("listSuppressions", {
  label: "List Suppressions",
  description: "List the users and objects whose data is suppressed.",
  route: "GET /suppressions",
  pages: "suppressed",
  inputs: {},
  example: { suppressed: [suppressed], pagination },
});

export const listWorkspaceRegulations = segmentAction("listWorkspaceRegulations", {
  label: "List Workspace Regulations",
  description:
    "List the deletions and suppressions of the whole workspace, deletions of the last 90 days only.",
  route: "GET /regulations",
  pages: "regulations",
  inputs: { status, regulationTypes: workspaceRegulationTypes },
  example: { regulations: [listedRegulation], pagination },
});
