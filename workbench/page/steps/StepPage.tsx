import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useRef, useState } from "react";
import type { StepDescription } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { StepForm } from "../form/StepForm";
import { JsonTree } from "../result/JsonTree";
import { RunView } from "../result/RunView";
import { ConfirmDialog } from "./ConfirmDialog";
import { RequestFields } from "./RequestFields";
import { RunBar } from "./RunBar";
import { readHeaders, sampleRequest } from "./requestText";
import { StepHeader } from "./StepHeader";
import { currentErrors, receivesRequest, shownRun } from "./stepState";
import { useRunKeys } from "./useRunKeys";
import { useStep } from "./useStep";

function PollState({
  state,
  onReset,
}: {
  state: Record<string, unknown> | undefined;
  onReset(): void;
}) {
  return (
    <Stack spacing={1}>
      <Stack direction="row" sx={{ alignItems: "center", justifyContent: "space-between" }}>
        <Typography variant="h2">State</Typography>
        <Button size="small" disabled={!state} onClick={onReset}>
          Reset state
        </Button>
      </Stack>
      {state ? (
        <JsonTree value={state} label="State for the next poll" root="state" />
      ) : (
        <Typography color="text.secondary">
          Empty: the next poll is the first one of a deployment.
        </Typography>
      )}
    </Stack>
  );
}

/** The place of the result under the header, where it stays while the form is scrolled. */
const RESULT_TOP_PX = 72;

/** A step: its form, and beside it a run. */
export function StepPage({ step }: { step: StepDescription }) {
  const { workspace, workspaces, isReadOnly } = useWorkbench();
  const { state, change, start, stop } = useStep(step);
  const [isAsking, setAsking] = useState(false);
  const result = useRef<HTMLElement>(null);
  const run = shownRun(state);
  const isRunning = state.runs.some((one) => one.isRunning);
  const request = state.request ?? sampleRequest(step.examplePayload);
  const isWebhook = receivesRequest(step) && !isReadOnly;
  const headersProblem = isWebhook ? readHeaders(request.headers).problem : undefined;

  const begin = (confirmed: boolean) => {
    setAsking(false);
    start(confirmed);
    const top = result.current?.getBoundingClientRect().top ?? 0;
    // On narrow screens the result lies below the form.
    const isInView = top >= 0 && top <= window.innerHeight * 0.7;
    if (!isInView) result.current?.scrollIntoView({ block: "start" });
  };
  const askOrBegin = () => {
    if (headersProblem !== undefined) document.getElementById("request-headers")?.focus();
    else if (step.changes && workspace === "own" && workspaces.own) setAsking(true);
    else begin(false);
  };
  useRunKeys({ isRunning, onRun: isReadOnly ? () => undefined : askOrBegin, onStop: stop });

  return (
    <Stack spacing={3}>
      <StepHeader step={step} />
      <Box
        sx={{
          display: "grid",
          gap: { xs: 3, lg: 4 },
          gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 1fr) minmax(0, 1.2fr)" },
          alignItems: "start",
          maxWidth: 1800,
        }}
      >
        <Stack component="section" aria-label="Inputs" spacing={2}>
          {isReadOnly && (
            <Typography variant="body2" color="text.secondary">
              Read-only: steps do not run here, and choices of a workspace are not loaded.
            </Typography>
          )}
          <StepForm
            step={step}
            values={state.values}
            onChange={(values) => change({ values })}
            errors={run ? currentErrors(run, state.values) : {}}
          />
          {isWebhook && (
            <RequestFields request={request} onChange={(next) => change({ request: next })} />
          )}
          {step.isPolling && !isReadOnly && (
            <PollState
              state={state.instanceState}
              onReset={() => change({ instanceState: undefined })}
            />
          )}
          {!isReadOnly && (
            <RunBar
              verb={step.isPolling ? "Poll" : "Run"}
              isRunning={isRunning}
              isStopping={state.runs.some((one) => one.isRunning && one.isStopping)}
              onRun={askOrBegin}
              onStop={stop}
            />
          )}
        </Stack>
        <Stack
          component="section"
          aria-labelledby="run-heading"
          spacing={1.5}
          ref={result}
          // Beside a long form, the result of a click on Run at its end is in view.
          sx={{
            scrollMarginTop: 120,
            minWidth: 0,
            position: { lg: "sticky" },
            top: RESULT_TOP_PX,
            maxHeight: { lg: `calc(100vh - ${RESULT_TOP_PX}px)` },
            overflowY: { lg: "auto" },
          }}
        >
          <Typography variant="h2" id="run-heading">
            {run ? "Run" : "Result"}
          </Typography>
          <RunView step={step} run={run} runs={state.runs} onShow={(shown) => change({ shown })} />
        </Stack>
      </Box>
      <ConfirmDialog
        step={step}
        workspace={workspaces.own?.name ?? ""}
        isOpen={isAsking}
        onConfirm={() => begin(true)}
        onClose={() => setAsking(false)}
      />
    </Stack>
  );
}
