import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import Link from "@mui/material/Link";
import Skeleton from "@mui/material/Skeleton";
import Stack from "@mui/material/Stack";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import Typography from "@mui/material/Typography";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { Link as PageLink } from "wouter";
import type { FlowBox, FlowDescription, FlowFile } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { formatCount } from "../result/format";
import { Columns, MainColumn, SideColumn, showColumn } from "../shell/Columns";
import { PageSkeleton } from "../shell/Loading";
import { PageHeading } from "../shell/PageHeading";
import { type Part, PartTabs } from "../shell/PartTabs";
import { RunBar } from "../steps/RunBar";
import { sampleRequest } from "../steps/requestText";
import { useRunKeys } from "../steps/useRunKeys";
import { boxAtLine, listBoxes, ownLines } from "./boxes";
import { ConfigValues } from "./ConfigValues";
import { DeploymentPanel } from "./DeploymentPanel";
import { Steps } from "./FlowBoxes";
import { type DeploymentState, nameOfPart, runOfPart, sampleOf, shownPart } from "./flowDeployment";
import { flowMemory, isOpened, shownName, useFlow } from "./flowMemory";
import type { FlowRunState } from "./flowRun";
import { JsonField } from "./JsonField";
import { OpenFile } from "./OpenFile";
import { StepDetails } from "./StepDetails";

const YamlView = lazy(() => import("./YamlView"));

function Problems({ file, onLine }: { file: FlowFile; onLine(line: number): void }) {
  const { problems } = file.described;
  if (problems.length === 0) return null;
  return (
    <Alert severity="error" sx={{ "& .MuiAlert-message": { minWidth: 0 } }}>
      {formatCount(problems.length, "problem")}: the flow cannot run.
      <Box component="ul" aria-label="Problems" sx={{ m: 0, pl: 2 }}>
        {problems.map(({ line, message }) => (
          <li key={`${line} ${message}`}>
            <Button size="small" onClick={() => onLine(line)} sx={{ p: 0, minWidth: 0, mr: 0.5 }}>
              Line {line}
            </Button>
            <Box component="span" sx={{ overflowWrap: "anywhere" }}>
              {message}
            </Box>
          </li>
        ))}
      </Box>
    </Alert>
  );
}

const OUTCOMES = {
  done: { severity: "success", title: "Done" },
  failed: { severity: "error", title: "Failed" },
  stopped: { severity: "info", title: "Stopped" },
} as const;

const DEPLOYED = {
  ...OUTCOMES,
  running: { severity: "success", title: "Deployed" },
  done: { severity: "info", title: "Undeployed" },
} as const;

interface ToldProps {
  severity: "success" | "info" | "error";
  title: string;
  lines: readonly string[];
}

function Told({ severity, title, lines }: ToldProps) {
  return (
    <Alert severity={severity} role="status" sx={{ overflowWrap: "anywhere" }}>
      <strong>{title}</strong>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place.
        <Box key={at} sx={{ whiteSpace: "pre-wrap" }}>
          {line}
        </Box>
      ))}
    </Alert>
  );
}

function Outcome({ run }: { run: FlowRunState | undefined }) {
  if (!run) return null;
  const { outcome, omitted } = run;
  if (!outcome) return <LinearProgress aria-label="The flow is running" />;
  const { severity, title } = OUTCOMES[outcome.state];
  const lines = [...(outcome.error?.message.split("\n") ?? []), ...(outcome.report ?? [])];
  if (omitted.steps > 0) lines.push(`${formatCount(omitted.steps, "step")} in loops left out`);
  return <Told severity={severity} title={title} lines={lines} />;
}

/** The state of a deployment, and the name of the part whose steps are shown. */
function Deployment({ deployment }: { deployment: DeploymentState }) {
  const { deployed, outcome, isStopping } = deployment;
  const shown = shownPart(deployment);
  if (!outcome && (!deployed || isStopping)) {
    const what = isStopping ? "undeployed" : "deployed";
    return <LinearProgress aria-label={`The flow is being ${what}`} />;
  }
  const { severity, title } = DEPLOYED[outcome?.state ?? "running"];
  const lines = [...(outcome?.error?.message.split("\n") ?? []), ...(outcome?.report ?? [])];
  if (shown?.part.number !== undefined)
    lines.push(`The steps are those of ${nameOfPart(shown.part)}.`);
  return <Told severity={severity} title={title} lines={lines} />;
}

function FlowTabs({
  flows,
  at,
  onChoose,
}: {
  flows: readonly FlowDescription[];
  at: number;
  onChoose(at: number): void;
}) {
  if (flows.length < 2) return null;
  return (
    <Tabs
      value={at}
      onChange={(_, next: number) => onChoose(next)}
      aria-label="Flows of the file"
      variant="scrollable"
    >
      {flows.map(({ name }, index) => (
        <Tab key={name} value={index} label={name} />
      ))}
    </Tabs>
  );
}

/** A flow: its steps, and beside them a step, the YAML, and the values of the next run. */
export function FlowPage({ name }: { name: string }) {
  const { client, component } = useWorkbench();
  const state = useFlow(name);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a build of the component may change what the check finds
  useEffect(() => void flowMemory.load(client, name), [client, component, name]);
  const { file, error } = state;
  if (!file && !error) return <PageSkeleton />;
  return (
    <Stack spacing={2}>
      <PageHeading
        title={file?.described.title || shownName(name)}
        of={`${component.label} workbench`}
      />
      {error && <Alert severity="error">{error}</Alert>}
      {file && <OpenedFlow name={name} file={file} />}
      {!file && <OpenFile />}
      {!file && (
        <Link component={PageLink} href="/flows">
          All flows
        </Link>
      )}
    </Stack>
  );
}

function OpenedFlow({ name, file }: { name: string; file: FlowFile }) {
  const { client, component, workspaces } = useWorkbench();
  const state = useFlow(name);
  const { run, deployment } = state;
  const [part, setPart] = useState("step");
  const [line, setLine] = useState<number>();
  const details = useRef<HTMLElement>(null);
  const { flows, problems, description } = file.described;
  const flow = flows[state.flow] ?? flows[0];
  const boxes = useMemo(() => listBoxes(flow?.boxes ?? []), [flow]);
  const selected = boxes.find((box) => box.id === state.selected) ?? boxes[0];
  const stepLines = useMemo(() => ownLines(boxes, selected), [boxes, selected]);
  const shownDeployment = deployment?.flow === flow?.name ? deployment : undefined;
  const shownRun = shownDeployment
    ? runOfPart(shownPart(shownDeployment))
    : run?.flow === flow?.name
      ? run
      : undefined;
  const uses = flow?.boxes[0]?.uses;
  const trigger = component.steps.find(
    ({ kind, key }) => kind === "trigger" && uses?.kind === kind && uses.key === key,
  );
  const isRunning = (deployment ?? run)?.isRunning ?? false;
  const isStopping = (deployment ?? run)?.isStopping ?? false;
  const canRun = problems.length === 0 && workspaces.simulated !== undefined;

  const start = () => {
    if (canRun) flowMemory.start(client, name);
  };
  const deploy = () => {
    flowMemory.deploy(client, name);
    setPart("deployment");
  };
  const stop = () => flowMemory.stop(client, name);
  useRunKeys({ isRunning, onRun: start, onStop: stop });

  const select = (box: FlowBox) => {
    flowMemory.change(name, { selected: box.id });
    setLine(box.line);
    if (part !== "yaml") setPart("step");
    showColumn(details.current);
  };
  const goToLine = (next: number) => {
    setLine(next);
    setPart("yaml");
    showColumn(details.current);
    const box = boxAtLine(boxes, next);
    if (box) flowMemory.change(name, { selected: box.id });
  };
  const parts: Part[] = [
    {
      id: "step",
      title: "Step",
      show: () => selected && <StepDetails key={selected.id} box={selected} run={shownRun} />,
    },
    ...(trigger
      ? [
          {
            id: "deployment",
            title: "Deployment",
            show: () => (
              <DeploymentPanel
                trigger={trigger}
                deployment={shownDeployment}
                sample={
                  state.sample ??
                  sampleOf(state.payload || sampleRequest(trigger.examplePayload).body)
                }
                onSample={(sample) => flowMemory.change(name, { sample })}
                onChoose={(chosen) => {
                  if (deployment)
                    flowMemory.change(name, { deployment: { ...deployment, chosen } });
                }}
              />
            ),
          },
        ]
      : []),
    {
      id: "yaml",
      title: "YAML",
      show: () => (
        <Suspense fallback={<Skeleton variant="rounded" height={300} />}>
          <YamlView
            text={file.text}
            problems={problems}
            line={line ?? selected?.line}
            stepLines={stepLines}
            onLine={goToLine}
          />
        </Suspense>
      ),
    },
    {
      id: "payload",
      title: "Payload",
      show: () => (
        <JsonField
          label="Payload"
          help="The JSON body of the request that starts the flow. With Run, a trigger of the component receives it once, without a deployment."
          value={state.payload}
          onChange={(payload) => flowMemory.change(name, { payload })}
        />
      ),
    },
    {
      id: "config",
      title: "Configuration",
      show: () => (
        <ConfigValues
          integration={isOpened(name) ? undefined : name}
          value={state.config}
          onChange={(config) => flowMemory.change(name, { config })}
        />
      ),
    },
  ];
  return (
    <>
      {description && <Typography sx={{ maxWidth: "90ch" }}>{description}</Typography>}
      <Stack direction="row" sx={{ alignItems: "center", flexWrap: "wrap", gap: 1 }}>
        <Typography color="text.secondary" sx={{ overflowWrap: "anywhere" }}>
          {shownName(file.name)} · {formatCount(flow?.steps ?? 0, "step")}
        </Typography>
        <OpenFile />
      </Stack>
      <Problems file={file} onLine={goToLine} />
      <FlowTabs
        flows={flows}
        at={state.flow}
        onChoose={(next) => flowMemory.change(name, { flow: next, selected: undefined })}
      />
      <Columns>
        <MainColumn name="Steps of the flow">
          {shownDeployment ? (
            <Deployment deployment={shownDeployment} />
          ) : (
            <Outcome run={shownRun} />
          )}
          {flow && (
            <Steps
              boxes={flow.boxes}
              label={flow.name}
              run={shownRun}
              selected={selected?.id}
              problems={
                new Set(problems.flatMap((problem) => boxAtLine(boxes, problem.line)?.id ?? []))
              }
              onSelect={select}
            />
          )}
          {canRun && (
            <RunBar
              verb="Run"
              into="simulated"
              isRunning={isRunning}
              isStopping={isStopping}
              stopVerb={deployment?.isRunning ? "Undeploy" : "Stop"}
              onRun={start}
              onStop={stop}
            >
              {trigger && !isRunning && (
                <Button variant="outlined" onClick={deploy}>
                  Deploy
                </Button>
              )}
            </RunBar>
          )}
        </MainColumn>
        <SideColumn name="Details" ref={details}>
          <PartTabs label="Details of the flow" parts={parts} chosen={part} onChoose={setPart} />
        </SideColumn>
      </Columns>
    </>
  );
}
