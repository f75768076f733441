import { invalid, notFound } from "../contract/errors";
import type { Label } from "../state/sources";
import { requireText } from "./checks";
import type { Handlers } from "./handler";

const labelId = ({ key, value }: Pick<Label, "key" | "value">) => JSON.stringify([key, value]);

/** The labels of the workspace. Sources may also have other labels. */
export const labels: Handlers = {
  listLabels: (_, workspace) => ({
    labels: workspace.labels.all.map(({ id: _, ...label }) => label),
  }),
  createLabel({ body }, workspace) {
    const { label } = body as { label: Label };
    requireText("label.key", label.key);
    requireText("label.value", label.value);
    const id = labelId(label);
    if (workspace.labels.get(id) !== undefined) {
      throw invalid("label", `label ${label.key}:${label.value} already exists`);
    }
    workspace.labels.put({ ...label, id });
    return { label };
  },
  deleteLabel({ params }, workspace) {
    const { key = "", value = "" } = params;
    const id = labelId({ key, value });
    if (!workspace.labels.delete(id)) throw notFound("label", `${key}:${value}`);
    for (const source of workspace.sources.all) {
      if (!source.labels.some((one) => labelId(one) === id)) continue;
      workspace.sources.put({
        ...source,
        labels: source.labels.filter((one) => labelId(one) !== id),
      });
    }
    return { status: "SUCCESS" };
  },
};

/** Adds labels. Each key and value occurs once, with its last description. */
export function withLabels(current: Label[], more: Label[]): Label[] {
  return [...new Map([...current, ...more].map((label) => [labelId(label), label])).values()];
}
