import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useRef, useState } from "react";
import type { StepDescription } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { StepForm } from "../form/StepForm";
import { JsonTree } from "../result/JsonTree";
import { RunView } from "../result/RunView";
import { Columns, MainColumn, SideColumn, showColumn } from "../shell/Columns";
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

/** A step: its form, and beside it a run. */
export function StepPage({ step }: { step: StepDescription }) {
  const { component, workspace, workspaces, isReadOnly } = useWorkbench();
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
    showColumn(result.current);
  };
  const askOrBegin = () => {
    if (headersProblem !== undefined) document.getElementById("request-headers")?.focus();
    else if (!step.changes || workspace !== "own" || !workspaces.own) begin(false);
    else if (component.connections.length > 0) setAsking(true);
    // There is no workspace that it could change.
    else begin(true);
  };
  useRunKeys({ isRunning, onRun: isReadOnly ? () => undefined : askOrBegin, onStop: stop });

  return (
    <Stack spacing={3}>
      <StepHeader step={step} />
      <Columns>
        <MainColumn name="Inputs">
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
        </MainColumn>
        <SideColumn name={{ headingId: "run-heading" }} ref={result}>
          <Typography variant="h2" id="run-heading">
            {run ? "Run" : "Result"}
          </Typography>
          <RunView step={step} run={run} runs={state.runs} onShow={(shown) => change({ shown })} />
        </SideColumn>
      </Columns>
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
