import Typography from "@mui/material/Typography";
import { lazy, useMemo } from "react";
import type { ConfigVar } from "../../../platform/format/integration";
import type { Configuration } from "../../packageProtocol";
import type { StepDescription } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { type CustomWidget, InputRow } from "../form/InputRow";
import type { FormHandle } from "../form/widgets/widget";
import ChoicePicker from "./ChoicePicker";
import {
  dataSourceValues,
  findMissingReferences,
  isFieldMap,
  isForm,
  isOffered,
  toInput,
  type WizardValues,
} from "./variables";

const OFFERED: CustomWidget = { Widget: ChoicePicker, isLabeled: true };
const FORM: CustomWidget = { Widget: lazy(() => import("./JsonFormField")), isLabeled: false };
/** Stands for a form that cannot be loaded yet. */
const WAITING: CustomWidget = {
  Widget: ({ input }) => <Typography color="text.secondary">{input.placeholder}</Typography>,
  isLabeled: false,
};
const FIELD_MAP: CustomWidget = { Widget: lazy(() => import("./FieldMapField")), isLabeled: false };

interface VariableRowProps {
  configuration: Configuration;
  variable: ConfigVar;
  /** Reads the current values. The function stays the same. */
  read(): WizardValues;
  value: unknown;
  error: string | undefined;
  onSet(name: string, value: unknown): void;
}

const customOf = (variable: ConfigVar): CustomWidget | undefined => {
  if (isOffered(variable)) return OFFERED;
  if (isForm(variable)) return FORM;
  return isFieldMap(variable) ? FIELD_MAP : undefined;
};

/** The form that a data source takes its values from: its own inputs, filled by the variable. */
function makeHandle(
  { configuration, variable, read }: Pick<VariableRowProps, "configuration" | "variable" | "read">,
  steps: readonly StepDescription[],
): FormHandle {
  const key = variable.dataSource?.key ?? "";
  const source = steps.find((step) => step.kind === "dataSource" && step.key === key);
  const step: StepDescription = source ?? {
    kind: "dataSource",
    key,
    label: variable.key,
    description: "",
    group: "",
    inputs: [],
    changes: false,
  };
  return { step, read: () => dataSourceValues(configuration, variable, read()) };
}

/** A config variable of a page of the wizard. */
export function VariableRow(props: VariableRowProps) {
  const { configuration, variable, read, value, error, onSet } = props;
  const { component } = useWorkbench();
  const values = read();
  // Another handle loads anew what is loaded without a click.
  const dependencies = JSON.stringify(dataSourceValues(configuration, variable, values));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the handle reads them
  const form = useMemo(
    () => makeHandle({ configuration, variable, read }, component.steps),
    [configuration, variable, read, component.steps, dependencies],
  );
  const isEager = isForm(variable) || isFieldMap(variable);
  const missing = isEager ? findMissingReferences(configuration, variable, values).join(", ") : "";
  const input = useMemo(
    () => ({
      ...toInput(variable),
      placeholder: missing === "" ? undefined : `To load it, complete: ${missing}.`,
    }),
    [variable, missing],
  );
  return (
    <InputRow
      input={input}
      value={value ?? input.default}
      error={error}
      onSet={onSet}
      form={form}
      custom={missing === "" ? customOf(variable) : WAITING}
    />
  );
}
