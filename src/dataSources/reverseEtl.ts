import { reverseEtlModel } from "../examples/reverseEtl";
import { picklist } from "../kit/picklist";

/** The reverse ETL models of the workspace. */
export const selectReverseEtlModel = picklist("listReverseEtlModels", {
  label: "Select Reverse ETL Model",
  description: "Choose a reverse ETL model of the workspace.",
  route: "GET /reverse-etl-models",
  items: "models",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name }) => [name],
  example: { label: reverseEtlModel.name, key: reverseEtlModel.id },
});
