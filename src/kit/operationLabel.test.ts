import { operationLabel } from "./operationLabel";

test.each([
  ["getSource", "Get Source"],
  ["listUsersFromUserGroup", "List Users from User Group"],
  ["getDailyPerSourceMTUUsage", "Get Daily Per Source MTU Usage"],
  ["createReverseEtlModel", "Create Reverse ETL Model"],
  ["createReverseETLManualSync", "Create Reverse ETL Manual Sync"],
  ["getFilterById", "Get Filter By ID"],
  ["echo", "Echo"],
])("the label of %s is %s", (operationId, label) => {
  expect(operationLabel(operationId)).toBe(label);
});
