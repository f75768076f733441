import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { RunOutcome, StepDescription } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { useRun } from "../steps/useRun";
import { describeResult } from "./describeResult";
import { WorkspaceCard } from "./WorkspaceCard";
import { describeWorkspace } from "./workspaceNames";

/** The input that a test of a connection may have. */
const REGION_KEY = "region";

function TestOutcome({ outcome }: { outcome: RunOutcome }) {
  if (outcome.state !== "done") {
    return <Alert severity="error">{outcome.error?.message ?? "The test was stopped."}</Alert>;
  }
  return (
    <Alert severity="success" role="status">
      The connection works.
      {describeResult(outcome.result).map(({ name, text }) => (
        <Typography key={`${name} ${text}`} variant="body2" sx={{ overflowWrap: "anywhere" }}>
          {name}: {text}
        </Typography>
      ))}
    </Alert>
  );
}

/** Runs the action that tests the connection, in the chosen workspace. */
export function TestConnection({ test }: { test: StepDescription }) {
  const { workspaces, workspace } = useWorkbench();
  const { run, start } = useRun();
  const region = test.inputs.find(({ key, model }) => key === REGION_KEY && model);
  const [chosen, setChosen] = useState(String(region?.default ?? ""));
  const name = describeWorkspace(workspaces, workspace);
  const begin = () =>
    start({
      kind: test.kind,
      key: test.key,
      inputs: region && chosen !== "" ? { [region.key]: chosen } : {},
    });
  return (
    <WorkspaceCard title={test.label}>
      <Typography>{test.description}</Typography>
      <Stack direction="row" sx={{ flexWrap: "wrap", alignItems: "center", gap: 2 }}>
        {region && (
          <TextField
            select
            size="small"
            label={region.label}
            value={chosen}
            onChange={({ target }) => setChosen(target.value)}
            sx={{ minWidth: 180 }}
          >
            {!region.required && region.default === undefined && (
              <MenuItem value="">Not set</MenuItem>
            )}
            {region.model?.map(({ value, label }) => (
              <MenuItem key={value} value={value}>
                {label}
              </MenuItem>
            ))}
          </TextField>
        )}
        <Button
          variant="contained"
          onClick={begin}
          disabled={name === undefined}
          loading={run?.isRunning}
        >
          Test
        </Button>
        <Typography variant="body2" color="text.secondary">
          {name === undefined ? "Connect a workspace first." : `In ${name}`}
        </Typography>
      </Stack>
      {run?.isRunning && <LinearProgress aria-label="The test is running" />}
      {run?.outcome && <TestOutcome outcome={run.outcome} />}
    </WorkspaceCard>
  );
}
