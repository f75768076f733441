import { sendBatches } from "../api/batches";
import { callOperation } from "../api/callOperation";
import { LIMITS } from "../http/limits";
import { choice, id, required, textList, toggle } from "../inputs/fields";
import { WORKSPACE_REGULATION_TYPES } from "../inputs/regulationType";
import { compositeAction } from "../kit/compositeAction";
import { chunksOf, jsonBytes } from "../values/chunks";
import { describeValue, inputError } from "../values/inputError";

const regulateWorkspace = callOperation("createWorkspaceRegulation", "POST /regulations");
const regulateSource = callOperation(
  "createSourceRegulation",
  "POST /regulations/sources/{sourceId}",
);

/** The most subjects that Segment takes in one request. */
const MOST_SUBJECTS = 5000;

const label = "Delete or Suppress Users";

const regulationType = required(
  choice(
    {
      label: "Regulation Type",
      comments: "The action on the end users and their data. Segment cannot restore deleted data.",
    },
    WORKSPACE_REGULATION_TYPES,
  ),
);

const USER_IDS = "User IDs";

const userIds = required(
  textList(
    {
      label: USER_IDS,
      comments:
        "The user IDs of the end users: a list of any length, typed in or from an earlier step. Repeated IDs are sent once.",
      example: "customer-42",
    },
    "text",
  ),
);

const sourceId = id({
  label: "Source ID",
  comments: "The source that the data belongs to; if left empty, the whole workspace.",
  example: "qQEHquLrjRDN9j1ByrChyn",
  dataSource: "sources",
});

const dryRun = toggle({
  label: "Dry Run",
  comments: "When true, the step counts the end users and sends nothing to Segment.",
});

/** Creates regulations for any number of end users, each within the size that Segment takes. */
export const deleteOrSuppressUsers = compositeAction({
  label,
  description:
    "Delete the data of any number of end users irreversibly, or suppress or unsuppress these users.",
  inputs: { regulationType, userIds, dryRun, sourceId },
  longestMs: () => LIMITS.longActionMs,
  async perform({ client, log }, { regulationType, userIds, dryRun: isDry, sourceId }) {
    const subjects = [...new Set(userIds)];
    const batches = chunksOf(subjects, {
      items: MOST_SUBJECTS,
      bytes: LIMITS.listBytes,
      bytesOf: jsonBytes,
      tooLarge: (id) =>
        inputError(USER_IDS, "IDs that fit in a request of 10 MiB", describeValue(id, false)),
    }).map((subjectIds) => {
      const regulation = { regulationType, subjectType: "USER_ID", subjectIds } as const;
      return {
        items: subjectIds.length,
        send: async () =>
          sourceId
            ? (await regulateSource(client, { sourceId, ...regulation })).regulateId
            : (await regulateWorkspace(client, regulation)).regulateId,
      };
    });
    const regulateIds = await sendBatches(isDry ? [] : batches, {
      log,
      done: "users submitted",
      advice: (ids) => `, in ${ids.join(", ")}; it is safe to submit all of them again.`,
    });
    return { users: subjects.length, requests: batches.length, regulateIds, dryRun: isDry };
  },
  resultSchema: { users: "n", requests: "n", regulateIds: ["s"], dryRun: "b" },
  example: { users: 6000, requests: 2, regulateIds: ["2Xk8wYVb", "2Xk8wZaQ"], dryRun: false },
});
