import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import ButtonBase from "@mui/material/ButtonBase";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { SentSample, StepDescription } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { formatCount, formatMs } from "../result/format";
import { Log } from "../result/Log";
import { Requests } from "../result/Requests";
import { MONOSPACE } from "../shell/theme";
import { BOX_STATES, ROW_LOOK } from "./FlowBoxes";
import { type DeploymentState, nameOfPart, type PartRun, shownPart } from "./flowDeployment";
import { JsonField } from "./JsonField";
import { Value } from "./StepDetails";

interface PanelProps {
  trigger: StepDescription;
  deployment: DeploymentState | undefined;
  /** JSON text of the next sample. */
  sample: string;
  onSample(sample: string): void;
  onChoose(part: number): void;
}

/** Says what a deployment in the simulated workspace is, and what a workspace of one's own needs. */
function Explanation({ isPolling }: { isPolling: boolean }) {
  const { workspace, workspaces } = useWorkbench();
  if (!workspaces.simulated) {
    return (
      <Alert severity="info">
        There is no simulated workspace, in which alone a flow can be deployed from here.
      </Alert>
    );
  }
  const what = isPolling
    ? "Deploy polls the simulated workspace at once, by the schedule of the flow, and whenever you ask for it."
    : "Deploy gives the flow an address on this machine, and lets the trigger create what it needs in the simulated workspace. The flow runs for each request.";
  const own = isPolling
    ? "A flow is not deployed in a workspace of your own from here: npm run flow with --live does that."
    : "A flow cannot be deployed in a workspace of your own from here, because this machine has no public URL: npm run flow takes one, with --live and --url.";
  return (
    <Stack spacing={1.5}>
      <Typography variant="body2">{what}</Typography>
      {workspace === "own" ? (
        <Alert severity="info">{own}</Alert>
      ) : (
        <Typography variant="body2" color="text.secondary">
          {own}
        </Typography>
      )}
    </Stack>
  );
}

/** The controls that make a deployed flow run. */
function Reach({ trigger, deployment, sample, onSample }: Omit<PanelProps, "onChoose">) {
  const { client } = useWorkbench();
  const [sent, setSent] = useState<SentSample>();
  const [isSending, setSending] = useState(false);
  const { id, deployed, isRunning, isStopping } = deployment ?? {};
  const isOpen = deployed !== undefined && isRunning === true && isStopping === false;
  const reach = async (what: "poll" | "sample", body?: object) => {
    setSending(true);
    setSent(undefined);
    try {
      setSent(await client.send<SentSample>("POST", `deployments/${id}/${what}`, body));
    } catch (error) {
      setSent({ isTaken: false, text: (error as Error).message });
    } finally {
      setSending(false);
    }
  };
  return (
    <Stack spacing={1.5}>
      {trigger.isPolling ? (
        <Typography variant="body2">
          A poll finds what has changed since the last one. Run steps in the simulated workspace to
          change something.
        </Typography>
      ) : (
        <JsonField
          label="Sample"
          help={
            deployed?.sourceId === undefined
              ? "The event, or a list of events, that the sender signs and sends to the flow."
              : "The event that is sent to the source of the trigger. Without a messageId, it is a new one each time."
          }
          value={sample}
          onChange={onSample}
        />
      )}
      <Box>
        <Button
          variant="contained"
          disabled={!isOpen || isSending}
          onClick={() =>
            void (trigger.isPolling ? reach("poll") : reach("sample", { body: sample }))
          }
        >
          {trigger.isPolling ? "Poll now" : "Send a sample"}
        </Button>
      </Box>
      {sent && (
        <Alert severity={sent.isTaken ? "success" : "warning"} role="status">
          {sent.text}
        </Alert>
      )}
    </Stack>
  );
}

const stateOf = ({ run: { outcome } }: PartRun) => BOX_STATES[outcome ? outcome.state : "running"];

function Part({
  shown,
  isShown,
  onChoose,
}: {
  shown: PartRun;
  isShown: boolean;
  onChoose(part: number): void;
}) {
  const { part, run } = shown;
  const { mark, word, color } = stateOf(shown);
  const last = run.outcome?.report?.at(-1) ?? run.outcome?.error?.message;
  const requests = run.requests.length;
  const notes =
    part.number === undefined
      ? [run.outcome && formatMs(run.outcome.ms), requests > 0 && formatCount(requests, "request")]
      : [last];
  return (
    <li>
      <ButtonBase aria-pressed={isShown} onClick={() => onChoose(part.id)} sx={ROW_LOOK}>
        <Box component="span" aria-hidden sx={{ width: 14, flexShrink: 0, color }}>
          {mark}
        </Box>
        <Box component="span" sx={{ minWidth: 0, flex: 1, overflowWrap: "anywhere" }}>
          <Box component="span" sx={{ fontWeight: 500 }}>
            {nameOfPart(part)}
          </Box>{" "}
          <Box component="span" sx={{ color: "text.secondary" }}>
            {word}
          </Box>
          <Box component="span" sx={{ display: "block", color: "text.secondary" }}>
            {[new Date(part.startedAt).toLocaleTimeString("en-US"), ...notes]
              .filter(Boolean)
              .join(" · ")}
          </Box>
        </Box>
      </ButtonBase>
    </li>
  );
}

/** The content of a part: its request, or the requests and the log of a handler. */
function PartDetails({ part, run }: PartRun) {
  const { outcome, requests, log, omitted } = run;
  const shownOmitted = { ...omitted, events: 0 };
  return (
    <Stack spacing={1.5}>
      <Typography variant="h2">{nameOfPart(part)}</Typography>
      {outcome?.error && (
        <Alert severity="error" sx={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
          {outcome.error.message}
        </Alert>
      )}
      <Value title="Request to the trigger" shown={part.received} root="request" />
      {part.number !== undefined && (
        <Typography variant="body2" color="text.secondary">
          The steps of the flow are shown as in {nameOfPart(part)}, each with its result.
        </Typography>
      )}
      {requests.length > 0 && (
        <div>
          <Typography variant="h3">Requests ({requests.length})</Typography>
          <Requests run={{ requests, isRunning: !outcome, omitted: shownOmitted }} />
        </div>
      )}
      {part.number === undefined && log.length > 0 && (
        <div>
          <Typography variant="h3">Log ({log.length})</Typography>
          <Log run={{ log, omitted: shownOmitted }} />
        </div>
      )}
    </Stack>
  );
}

/** A deployment of a flow: its address, what starts it, and what has arrived. */
export function DeploymentPanel(props: PanelProps) {
  const { trigger, deployment, onChoose } = props;
  if (!deployment) return <Explanation isPolling={trigger.isPolling === true} />;
  const { parts, left, deployed } = deployment;
  const shown = shownPart(deployment);
  const { url, schedule } = deployed ?? {};
  return (
    <Stack spacing={2}>
      {url !== undefined && (
        <Typography variant="body2" sx={{ overflowWrap: "anywhere" }}>
          Address: <span style={{ fontFamily: MONOSPACE }}>{url}</span>
        </Typography>
      )}
      {schedule && (
        <Typography variant="body2">
          Schedule: <span style={{ fontFamily: MONOSPACE }}>{schedule.text}</span>
          {!schedule.isFollowed && ", which is not followed here: ask for each poll"}
        </Typography>
      )}
      {deployment.isRunning && <Reach {...props} />}
      <div>
        <Typography variant="h2">What has happened</Typography>
        {left > 0 && <Alert severity="info">{formatCount(left, "earlier part")} left out</Alert>}
        <Box
          component="ol"
          aria-label="Parts of the deployment"
          sx={{ listStyle: "none", m: 0, p: 0, maxHeight: 320, overflow: "auto" }}
        >
          {parts.toReversed().map((one) => (
            <Part
              key={one.part.id}
              shown={one}
              isShown={one.part.id === shown?.part.id}
              onChoose={onChoose}
            />
          ))}
        </Box>
      </div>
      {shown && <PartDetails key={shown.part.id} {...shown} />}
    </Stack>
  );
}
