import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import { useCallback, useLayoutEffect, useMemo, useRef } from "react";
import { ownValue } from "../../ownValue";
import type { StepDescription } from "../../protocol";
import { InputRow } from "./InputRow";
import { type FormValues, setValue, shownValue } from "./values";
import type { FormHandle } from "./widgets/widget";

interface StepFormProps {
  step: StepDescription;
  values: FormValues;
  onChange(values: FormValues): void;
  /** The messages of the last run by the key of the input. */
  errors: Readonly<Record<string, string>>;
}

const NO_VALUES: FormValues = {};

/** The inputs of a step. */
export function StepForm({ step, values, onChange, errors }: StepFormProps) {
  // The rows get functions that stay the same, so that only the row that changed is rendered.
  const latest = useRef({ values, onChange });
  useLayoutEffect(() => {
    latest.current = { values, onChange };
  }, [values, onChange]);
  const form = useMemo((): FormHandle => ({ step, read: () => latest.current.values }), [step]);
  const set = useCallback((key: string, value: unknown) => {
    const { current } = latest;
    current.values = setValue(current.values, key, value);
    current.onChange(current.values);
  }, []);
  return (
    <Stack
      component="form"
      noValidate
      autoComplete="off"
      aria-label="Inputs"
      spacing={3}
      onSubmit={(event) => event.preventDefault()}
    >
      {step.inputs.map((input) => (
        <InputRow
          key={input.key}
          input={input}
          value={shownValue(input, values)}
          error={ownValue(errors, input.key)}
          onSet={set}
          form={form}
        />
      ))}
      {step.inputs.some(({ type }) => type !== "connection") && (
        <Button
          size="small"
          sx={{ alignSelf: "flex-start" }}
          disabled={Object.keys(values).length === 0}
          onClick={() => onChange(NO_VALUES)}
        >
          Reset to defaults
        </Button>
      )}
    </Stack>
  );
}
