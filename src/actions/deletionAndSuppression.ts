import { listedRegulation, regulation, suppressed } from "../examples/regulations";
import { pagination } from "../examples/resources";
import { choice, choiceList, id, required, text, textList, withChoices } from "../inputs/fields";
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
    "The change to the data of the subjects. Deleted data cannot be restored. The types that name destinations also ask the connected destinations to delete; all others act within Segment only.",
} as const;

const sourceRegulationType = required(choice(typeOptions, REGULATION_TYPES));
const workspaceRegulationType = required(choice(typeOptions, WORKSPACE_REGULATION_TYPES));

const subjectTypeOptions = {
  label: "Subject Type",
  comments: "The kind of the IDs in Subject IDs.",
} as const;

const cloudSourceSubjectType = required(choice(subjectTypeOptions, { OBJECT_ID }));
const sourceSubjectType = required(
  choice(
    {
      ...subjectTypeOptions,
      comments:
        "The kind of the IDs in Subject IDs. Anonymous ID requires the type Delete in Archives, and a workspace for which Segment has turned it on.",
    },
    { USER_ID, ANONYMOUS_ID },
  ),
);
const workspaceSubjectType = required(choice(subjectTypeOptions, { USER_ID, OBJECT_ID }));

const subjectIdsOf = (subjects: string) =>
  required(
    textList(
      {
        label: "Subject IDs",
        comments: `The IDs of the ${subjects} whose data is deleted or suppressed, up to 5000 at once.`,
        example: "customer-42",
      },
      "text",
    ),
  );

const objectIds = subjectIdsOf("objects");
const endUserIds = subjectIdsOf("end users");
const subjectIds = subjectIdsOf("end users or objects");

const collection = required(
  text({
    label: "Collection",
    comments:
      "The collection of the cloud source that has the objects, such as a table of customers.",
    example: "customers",
  }),
);

const regulateId = required(
  id({
    label: "Regulation ID",
    comments:
      "A regulation of the workspace or of a source. List Regulations from Source returns the IDs of those of a source.",
    example: "2aVfT9LqXz7RkWm4PyJc8N",
    dataSource: "selectRegulation",
  }),
);

const status = choice(
  {
    label: "Regulation Status",
    comments: "Lists only regulations with this status. If left empty, lists all of them.",
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

/** A value list may be typed, so the comment gives the names as well. */
const regulationTypesOf = <Name extends string>(names: { readonly [One in Name]: string }) =>
  withChoices(
    choiceList(
      {
        label: "Regulation Types",
        comments: `Lists only regulations of these types: ${namesOf(names).join(", ")}. If left empty, lists all of them.`,
        example: "SUPPRESS_ONLY",
      },
      namesOf(names),
    ),
    names,
  );

const sourceRegulationTypes = regulationTypesOf(REGULATION_TYPES);
const workspaceRegulationTypes = regulationTypesOf(WORKSPACE_REGULATION_TYPES);

export const createCloudSourceRegulation = segmentAction("createCloudSourceRegulation", {
  description: "Delete or suppress objects of a cloud source; deletions cannot be undone.",
  route: "POST /regulations/cloudsources/{sourceId}",
  inputs: {
    sourceId,
    regulationType: workspaceRegulationType,
    subjectType: cloudSourceSubjectType,
    subjectIds: objectIds,
    collection,
  },
  example: { regulateId: listedRegulation.id },
});

export const createSourceRegulation = segmentAction("createSourceRegulation", {
  description: "Delete or suppress end users in a source; deletions cannot be undone.",
  route: "POST /regulations/sources/{sourceId}",
  inputs: {
    sourceId,
    regulationType: sourceRegulationType,
    subjectType: sourceSubjectType,
    subjectIds: endUserIds,
  },
  example: { regulateId: listedRegulation.id },
});

export const createWorkspaceRegulation = segmentAction("createWorkspaceRegulation", {
  description:
    "Delete or suppress end users or objects in the workspace; deletions cannot be undone.",
  route: "POST /regulations",
  inputs: {
    regulationType: workspaceRegulationType,
    subjectType: workspaceSubjectType,
    subjectIds,
  },
  example: { regulateId: listedRegulation.id },
});

export const getRegulation = segmentAction("getRegulation", {
  description: "Get a deletion or suppression by its ID, with its status at each destination.",
  route: "GET /regulations/{regulateId}",
  inputs: { regulateId },
  example: { regulation },
});

export const listRegulationsFromSource = segmentAction("listRegulationsFromSource", {
  description: "List the suppressions of a source and its deletions of the last 90 days.",
  route: "GET /regulations/sources/{sourceId}",
  pages: "regulations",
  inputs: { sourceId, status, regulationTypes: sourceRegulationTypes },
  example: { regulations: [listedRegulation] },
});

export const listSuppressions = segmentAction("listSuppressions", {
  description: "List the end users and objects whose data is suppressed.",
  route: "GET /suppressions",
  pages: "suppressed",
  inputs: {},
  example: { suppressed: [suppressed], pagination },
});

export const listWorkspaceRegulations = segmentAction("listWorkspaceRegulations", {
  description:
    "List the suppressions of the whole workspace and its deletions of the last 90 days.",
  route: "GET /regulations",
  pages: "regulations",
  inputs: { status, regulationTypes: workspaceRegulationTypes },
  example: { regulations: [listedRegulation], pagination },
});
