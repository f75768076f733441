import { SpectralError } from "@prismatic-io/spectral";
import { type Batch, sendBatches } from "../api/batches";
import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import { createOperation } from "../api/operation";
import { splitQuery } from "../api/queryChunks";
import { readComplete } from "../api/readResponse";
import { LIMITS } from "../http/limits";
import type { SegmentRequest } from "../http/request";
import { json, required, toggle } from "../inputs/fields";
import { trackingPlanId } from "../inputs/ids";
import { omitReadOnly, READ_ONLY_OF_RULES } from "../inputs/readOnly";
import { takesListedRules } from "../inputs/rules";
import { compositeAction } from "../kit/compositeAction";
import { chunksOf, jsonBytes } from "../values/chunks";
import { inputError } from "../values/inputError";
import { compareRules, findRepeated, type RuleId, ruleName } from "./ruleDifference";

const RULES = "/tracking-plans/{trackingPlanId}/rules";
const listRules = listAll("listRulesFromTrackingPlan", `GET ${RULES}`, "rules", [
  "type",
  "version",
]);
const updateRules = callOperation("updateRulesInTrackingPlan", `PATCH ${RULES}`);
const removal = createOperation("removeRulesFromTrackingPlan", { route: `DELETE ${RULES}` });

const readRemoved = readComplete("removeRulesFromTrackingPlan");

/** The most rules that Segment takes in one request. */
const MOST_RULES = 200;

const label = "Replace All Rules in Tracking Plan";

const rules = takesListedRules(
  required(
    json(
      "updateRulesInTrackingPlan",
      "rules",
      {
        label: "Rules",
        comments:
          "All rules of the tracking plan, any number: a list of objects with type, key, version and jsonSchema. An empty list removes every rule.",
        example:
          '[{"type": "TRACK", "key": "Order Completed", "version": 1, "jsonSchema": {"type": "object", "properties": {"properties": {"type": "object", "properties": {"total": {"type": "number"}}, "required": ["total"]}}}}]',
      },
      READ_ONLY_OF_RULES,
    ),
  ),
);

const dryRun = toggle({
  label: "Dry Run",
  comments: "When true, the step reports the difference and changes nothing.",
});

const idOf = ({ type, key, version }: RuleId) => ({ type, key: key ?? undefined, version });

/** Replaces the rules of a tracking plan, in requests within the size that Segment takes. */
export const replaceAllRulesInTrackingPlan = compositeAction({
  label,
  description:
    "Replace the rules of a tracking plan with any number of rules, and report the difference.",
  inputs: { trackingPlanId, rules, dryRun },
  longestMs: () => LIMITS.longActionMs,
  async perform({ client, log }, { trackingPlanId, rules: given, dryRun: isDry }) {
    const wanted = omitReadOnly({ log }, { label: rules.label, paths: READ_ONLY_OF_RULES }, given);
    const twice = findRepeated(wanted);
    if (twice) throw inputError(rules.label, "every rule once", `${twice} twice`);
    const renamed = wanted.findIndex(({ newKey }) => newKey !== undefined);
    if (renamed >= 0) {
      throw inputError(`${rules.label}[${renamed}]`, "the new key in key", "a newKey");
    }
    const current = await listRules(client, { trackingPlanId });
    const difference = compareRules(current, wanted);
    const { added, changed, removed, unchanged } = difference;
    log(
      `${added.length} to add, ${changed.length} to change, ${removed.length} to remove, ${unchanged} unchanged`,
    );
    const illFormed = removed.findIndex(({ key }) => key?.isWellFormed() === false);
    if (illFormed >= 0) {
      throw new SpectralError(
        `${label}: the key of a rule to remove, ${JSON.stringify(removed[illFormed]?.key)}, is not well-formed Unicode and cannot be sent. Nothing was changed.`,
      );
    }
    const remove = async (request: SegmentRequest, batch: RuleId[]) => {
      try {
        await client.read(request, readRemoved);
      } catch (error) {
        // A retry after a lost response fails, because the rules are already gone.
        const left = await listRules(client, { trackingPlanId }).catch(() => batch);
        const names = new Set(left.map(ruleName));
        if (batch.some((rule) => names.has(ruleName(rule)))) throw error;
      }
    };
    // Rules are added before others are removed, so that an interrupted run leaves no gap.
    const batches: Batch<unknown>[] = [
      ...chunksOf([...added, ...changed], {
        items: MOST_RULES,
        bytes: LIMITS.listBytes,
        bytesOf: jsonBytes,
        tooLarge: (rule) =>
          inputError(rules.label, "rules that fit in a request of 10 MiB", ruleName(rule)),
      }).map((rules) => ({
        items: rules.length,
        send: () => updateRules(client, { trackingPlanId, rules }),
      })),
      ...splitQuery<RuleId>(
        removal.request({ trackingPlanId, rules: removed.map(idOf) }),
        "rules",
        rules.label,
      ).map(({ request, items }) => ({
        items: items.length,
        send: () => remove(request, items),
      })),
    ];
    await sendBatches(isDry ? [] : batches, {
      log,
      done: "changes made",
      advice: () => "; run the step again to make the rest.",
    });
    return {
      added: added.map(ruleName),
      changed: changed.map(ruleName),
      removed: removed.map(ruleName),
      unchanged,
      dryRun: isDry,
    };
  },
  resultSchema: { added: ["s"], changed: ["s"], removed: ["s"], unchanged: "n", dryRun: "b" },
  example: {
    added: ["TRACK Order Completed version 1"],
    changed: [],
    removed: ["TRACK Order Sent version 1"],
    unchanged: 42,
    dryRun: false,
  },
});
