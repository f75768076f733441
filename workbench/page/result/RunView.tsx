import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import LinearProgress from "@mui/material/LinearProgress";
import Stack from "@mui/material/Stack";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { StepDescription } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { type Part, PartTabs } from "../shell/PartTabs";
import { MONOSPACE } from "../shell/theme";
import type { RunState } from "../steps/runState";
import { CopyButton } from "./CopyButton";
import { JsonTree } from "./JsonTree";
import { Log } from "./Log";
import { Received } from "./Received";
import { Requests } from "./Requests";
import { Result } from "./Result";
import { RunStatus } from "./RunStatus";

function Outcome({ step, run }: { step: StepDescription; run: RunState }) {
  const { outcome } = run;
  if (!outcome) return <LinearProgress aria-label="The step is running" />;
  if (outcome.state === "stopped") {
    return (
      <Alert severity="info">
        The step was stopped. Requests that it had sent may have taken effect.
      </Alert>
    );
  }
  if (outcome.state === "done") return <Result step={step} outcome={outcome} />;
  const message = outcome.error?.message ?? "The step failed.";
  return (
    <Alert severity="error" action={<CopyButton label="Copy" text={() => message} />}>
      <Box sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", fontFamily: MONOSPACE }}>
        {message}
      </Box>
    </Alert>
  );
}

function KeptState({ run: { call, outcome } }: { run: RunState }) {
  return (
    <Stack spacing={2}>
      <Typography variant="h3">Before the poll</Typography>
      <JsonTree value={call.instanceState ?? {}} label="State before the poll" root="state" />
      <Typography variant="h3">After the poll</Typography>
      {outcome?.instanceState ? (
        <JsonTree value={outcome.instanceState} label="State after the poll" root="state" />
      ) : (
        <Typography>The poll kept no state.</Typography>
      )}
    </Stack>
  );
}

function partsOf(step: StepDescription, run: RunState | undefined): Part[] {
  const parts: (Part | false | undefined)[] = [
    run && { id: "result", title: "Result", show: () => <Outcome step={step} run={run} /> },
    run && {
      id: "requests",
      title: `Requests (${run.requests.length + run.omitted.requests})`,
      show: () => <Requests run={run} />,
    },
    run &&
      run.received.length > 0 && {
        id: "received",
        title: `Received (${run.received.length + run.omitted.events})`,
        show: () => (
          <>
            <Typography variant="h3" gutterBottom>
              Received by the simulated source
            </Typography>
            <Received run={run} />
          </>
        ),
      },
    run && {
      id: "log",
      title: `Log (${run.log.length + run.omitted.lines})`,
      show: () => <Log run={run} />,
    },
    run && step.isPolling && { id: "state", title: "State", show: () => <KeptState run={run} /> },
    step.examplePayload !== undefined && {
      id: "example",
      title: "Example",
      show: () => (
        <JsonTree
          value={
            step.kind === "action"
              ? (step.examplePayload as { data?: unknown }).data
              : step.examplePayload
          }
          label="Example"
          root={step.kind === "action" ? "results" : "example"}
          hasPaths={step.kind === "action"}
        />
      ),
    },
    step.outputSchema !== undefined && {
      id: "schema",
      title: "Output schema",
      show: () => <JsonTree value={step.outputSchema} label="Output schema" root="schema" />,
    },
  ];
  return parts.filter((part) => part !== false && part !== undefined);
}

interface RunViewProps {
  step: StepDescription;
  /** The run on screen; undefined before the first one. */
  run: RunState | undefined;
  /** The runs that are kept. */
  runs: readonly RunState[];
  onShow(number: number): void;
}

/** A run: its result or error, its requests, its log; beside it the step's example and schema. */
export function RunView({ step, run, runs, onShow }: RunViewProps) {
  const { isReadOnly } = useWorkbench();
  const [chosen, setChosen] = useState("result");
  const parts = partsOf(step, run);
  return (
    <Stack spacing={1.5} sx={{ position: "relative" }}>
      {runs.length > 1 && (
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label="Runs"
          value={run?.number}
          onChange={(_, number: number | null) => number !== null && onShow(number)}
          sx={{ flexWrap: "wrap" }}
        >
          {runs.map(({ number, outcome }) => (
            <ToggleButton key={number} value={number} sx={{ py: 0.25 }}>
              Run {number}: {outcome?.state ?? "running"}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      {run && <RunStatus run={run} />}
      {!run && (
        <Typography color="text.secondary">
          {!isReadOnly && "Not run yet. "}
          {parts.length > 0
            ? "This is the kind of result to expect."
            : isReadOnly && "The step declares no example."}
        </Typography>
      )}
      <PartTabs
        label="Parts of the run"
        parts={parts}
        chosen={chosen}
        onChoose={setChosen}
        // A new run is another tree.
        of={String(run?.number)}
      />
    </Stack>
  );
}
