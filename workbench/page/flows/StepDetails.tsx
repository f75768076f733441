import Alert from "@mui/material/Alert";
import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { Link as PageLink } from "wouter";
import { toReferenceName } from "../../../platform/format/names";
import type { FlowBox, ShownValue } from "../../protocol";
import { describeOmitted, formatCount, formatMs } from "../result/format";
import { JsonTree } from "../result/JsonTree";
import { Log } from "../result/Log";
import { Requests } from "../result/Requests";
import { addressOf } from "../shell/address";
import { BOX_STATES } from "./FlowBoxes";
import { boxStateOf, type FlowRunState, type StepRun } from "./flowRun";

interface ValueProps {
  title: string;
  shown: ShownValue | undefined;
  root: string;
  hasPaths?: boolean;
}

/** A value of a run under a title; nothing if there is none. */
export function Value({ title, shown, root, hasPaths }: ValueProps) {
  if (shown === undefined) return null;
  const omitted = describeOmitted(shown);
  return (
    <Stack spacing={1}>
      <Typography variant="h3">{title}</Typography>
      {omitted.length > 0 && <Alert severity="warning">{omitted.join(" ")}</Alert>}
      {shown.value !== undefined && (
        <JsonTree value={shown.value} label={title} root={root} hasPaths={hasPaths} />
      )}
    </Stack>
  );
}

/** Names a round by the loops and branches around it. */
const nameRound = ({ place, outcome }: StepRun, at: number): string => {
  const name = place.within.join(" › ") || `Attempt ${at + 1}`;
  return outcome && outcome.state !== "done" ? `${name}: ${BOX_STATES[outcome.state].word}` : name;
};

function Round({ box, run, round }: { box: FlowBox; run: FlowRunState; round: StepRun }) {
  const { place, outcome, retries } = round;
  const requests = run.requests.filter(({ step }) => step === place.id);
  const log = run.log.filter(({ step }) => step === place.id);
  const { word } = BOX_STATES[boxStateOf(run, [round])];
  const cost = outcome && [
    formatMs(outcome.ms),
    outcome.requests > 0 && formatCount(outcome.requests, "request"),
    outcome.retries > 0 && `${outcome.retries} of them retries`,
  ];
  const isFailure = outcome?.state === "failed" || outcome?.state === "ignored";
  return (
    <Stack spacing={2}>
      <Typography>
        <strong>{word.charAt(0).toUpperCase() + word.slice(1)}</strong>
        {cost && ` · ${cost.filter(Boolean).join(" · ")}`}
        {outcome?.detail && !isFailure && ` · ${outcome.detail}`}
      </Typography>
      {retries.map(({ attempt, waitMs, message }) => (
        <Alert key={attempt} severity="warning" sx={{ overflowWrap: "anywhere" }}>
          Attempt {attempt} failed, retried {waitMs > 0 ? `in ${formatMs(waitMs)}` : "at once"}:{" "}
          {message}
        </Alert>
      ))}
      {isFailure && (
        <Alert
          severity={outcome.state === "failed" ? "error" : "warning"}
          sx={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}
        >
          {outcome.detail}
        </Alert>
      )}
      <Value
        title="Result"
        shown={outcome?.result}
        root={`${toReferenceName(box.name)}.results`}
        hasPaths
      />
      <Value title="Inputs, as resolved" shown={outcome?.inputs} root="inputs" />
      {requests.length > 0 && (
        <div>
          <Typography variant="h3">Requests ({requests.length})</Typography>
          <Requests
            run={{
              requests,
              isRunning: !outcome,
              omitted: { requests: 0, lines: 0, events: 0 },
            }}
          />
        </div>
      )}
      {log.length > 0 && (
        <div>
          <Typography variant="h3">Log ({log.length})</Typography>
          <Log run={{ log, omitted: { requests: 0, lines: 0, events: 0 } }} />
        </div>
      )}
    </Stack>
  );
}

/** The selected step of a flow: what it is, and each round of it in the run. */
export function StepDetails({ box, run }: { box: FlowBox; run: FlowRunState | undefined }) {
  const rounds = run?.steps.get(box.name) ?? [];
  const [chosen, setChosen] = useState<number>();
  const round = rounds.find(({ place }) => place.id === chosen) ?? rounds.at(-1);
  return (
    <Stack spacing={2}>
      <Stack spacing={0.5}>
        <Typography variant="h2" sx={{ overflowWrap: "anywhere" }}>
          {box.name}
        </Typography>
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {box.uses ? (
            <Link component={PageLink} href={addressOf(box.uses)}>
              {box.label}
            </Link>
          ) : (
            box.label
          )}
          {` · ${box.action} · line ${box.line}`}
        </Typography>
        {box.description && <Typography variant="body2">{box.description}</Typography>}
        {box.errorHandler && <Typography variant="body2">{box.errorHandler}.</Typography>}
      </Stack>
      {rounds.length > 1 && round && (
        <TextField
          select
          size="small"
          label="Round"
          value={round.place.id}
          onChange={({ target }) => setChosen(Number(target.value))}
          slotProps={{ select: { native: true } }}
        >
          {rounds.map((one, at) => (
            <option key={one.place.id} value={one.place.id}>
              {nameRound(one, at)}
            </option>
          ))}
        </TextField>
      )}
      {run && round && <Round key={round.place.id} box={box} run={run} round={round} />}
      {!run && (
        <Typography color="text.secondary">
          Not run yet. After a run, the inputs, the result and the requests of this step are here.
        </Typography>
      )}
      {run && !round && (
        <Typography color="text.secondary">
          {run.isRunning ? "The run has not come to this step." : "The run did not come here."}
        </Typography>
      )}
    </Stack>
  );
}
