import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import type { StepDescription } from "../../protocol";

/** The values of a form by the key of the input. An input that is absent has its default. */
export type FormValues = Readonly<Record<string, unknown>>;

interface StepFormProps {
  step: StepDescription;
  values: FormValues;
  onChange(values: FormValues): void;
  /** The messages of the last run by the key of the input. */
  errors: Readonly<Record<string, string>>;
}

/** The inputs of a step. */
export function StepForm({ step, values, onChange, errors }: StepFormProps) {
  return (
    <Stack component="form" spacing={2}>
      {step.inputs.map((input) => (
        <TextField
          key={input.key}
          label={input.label}
          required={input.required}
          value={values[input.key] ?? input.default ?? ""}
          onChange={({ target }) => onChange({ ...values, [input.key]: target.value })}
          helperText={errors[input.key] ?? input.comments}
          error={input.key in errors}
        />
      ))}
    </Stack>
  );
}
