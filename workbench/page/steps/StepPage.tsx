import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { StepKind } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { type FormValues, StepForm } from "../form/StepForm";
import { RunView } from "../result/RunView";
import { useRun } from "./useRun";

/** A step: its form, and its last run. */
export function StepPage({ kind, stepKey }: { kind: StepKind; stepKey: string }) {
  const { component } = useWorkbench();
  const [values, setValues] = useState<FormValues>({});
  const { run, start, stop } = useRun();
  const step = component.steps.find((one) => one.kind === kind && one.key === stepKey);
  if (!step) return <Typography>The component has no step {stepKey}.</Typography>;
  const begin = () => start({ kind, key: stepKey, inputs: values });
  return (
    <Stack spacing={2}>
      <Typography component="h2" variant="h5">
        {step.label}
      </Typography>
      <Typography>{step.description}</Typography>
      <StepForm
        step={step}
        values={values}
        onChange={setValues}
        errors={run?.outcome?.error?.inputs ?? {}}
      />
      <Stack direction="row" spacing={1}>
        <Button variant="contained" onClick={begin} disabled={run?.isRunning}>
          Run
        </Button>
        {run?.isRunning && <Button onClick={stop}>Stop</Button>}
      </Stack>
      {run && <RunView run={run} />}
    </Stack>
  );
}
