import { sendBatches } from "../api/batches";
import { callOperation } from "../api/operation";
import { LIMITS } from "../http/limits";
import { choice, id, required, textList, toggle } from "../inputs/fields";
import { WORKSPACE_REGULATION_TYPES } from "../inputs/regulationType";
import { compositeAction } from "../kit/compositeAction";
import { chunksOf, jsonBytes } from "../values/chunks";
import { describeValue, inputError } from "../values/clean";

const regulateWorkspace = callOperation("createWorkspaceRegulation", "POST /regulations");
const regulateSource = callOperation(
  "createSourceRegulation",
  "POST /regulations/sources/{sourceId}",
);

/** Segment takes no more subjects in a request. */
const MOST_SUBJECTS = 5000;

const label = "Delete or Suppress Users";

const regulationType = required(
  choice(
    {
      label: "Regulation Type",
      comments: "What is done with the users' data. What is deleted cannot be restored.",
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
        "The user IDs, however many: a list, or one from an earlier step. Each counts once.",
      example: "customer-42",
    },
    "text",
  ),
);

const sourceId = id({
  label: "Source ID",
  comments: "The source whose data is meant; leave empty for the whole workspace.",
  example: "qQEHquLrjRDN9j1ByrChyn",
  dataSource: "sources",
});

const dryRun = toggle({
  label: "Dry Run",
  comments: "When true, the step counts the end users and sends nothing to Segment.",
});

/** Regulates any number of users, in requests of a size that Segment takes. */
export const deleteOrSuppressUsers = compositeAction({
  label,
  description:
    "Delete, suppress or unsuppress the data of any number of end users; deleted data cannot be restored.",
  inputs: { dryRun, regulationType, userIds, sourceId },
  longestMs: () => LIMITS.longActionMs,
  async perform({ client, log }, { regulationType, userIds, sourceId, dryRun: isDry }) {
    const subjects = [...new Set(userIds)];
    const parts = chunksOf(subjects, {
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
    const regulateIds = await sendBatches(isDry ? [] : parts, {
      log,
      done: "users under way",
      advice: (ids) => `, in ${ids.join(", ")}; sending all of them again does no harm.`,
    });
    return { users: subjects.length, requests: parts.length, regulateIds, dryRun: isDry };
  },
  answer: { users: "n", requests: "n", regulateIds: ["s"], dryRun: "b" },
  example: { users: 6000, requests: 2, regulateIds: ["2Xk8wYVb", "2Xk8wZaQ"], dryRun: false },
});
