import { label } from "../examples/labels";
import { deleted } from "../examples/resources";
import { namedId, required, text } from "../inputs/fields";
import { labelKey } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const key = required(
  text({
    label: "Key",
    comments: "The first part of the label. Labels can share a key and have different values.",
    example: "environment",
  }),
);

const value = required(
  text({
    label: "Value",
    comments: "The second part of the label.",
    example: "production",
  }),
);

const description = text({
  label: "Description",
  comments: "A note on the purpose of the label.",
  example: "Live resources that customers use.",
});

const deletedValue = required(
  namedId({
    label: "Value",
    comments: "A value of the key above. Only the label with this value is deleted.",
    example: "production",
    dataSource: "selectLabelValue",
  }),
);

export const createLabel = segmentAction("createLabel", {
  description: "Create a label of the workspace.",
  route: "POST /labels",
  inputs: {
    key: at("label.key", key),
    value: at("label.value", value),
    description: at("label.description", description),
  },
  example: { label },
});

export const deleteLabel = segmentAction("deleteLabel", {
  description: "Delete a label of the workspace.",
  route: "DELETE /labels/{key}/{value}",
  inputs: { key: labelKey, value: deletedValue },
  example: deleted,
});

export const listLabels = segmentAction("listLabels", {
  description: "List the labels of the workspace.",
  route: "GET /labels",
  inputs: {},
  example: { labels: [label] },
});
