import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import Stack from "@mui/material/Stack";
import { useEffect, useState } from "react";
import type { RunState } from "../steps/runState";
import { formatCount, formatMs } from "./format";

/** Milliseconds between two updates of the elapsed time. */
const TICK_MS = 100;

const STATES = {
  running: { label: "Running", color: "info" },
  stopping: { label: "Stopping", color: "info" },
  done: { label: "Done", color: "success" },
  failed: { label: "Failed", color: "error" },
  stopped: { label: "Stopped", color: "default" },
} as const;

/** The state of a run, in words. */
function stateOf({ isRunning, isStopping, outcome }: RunState) {
  if (outcome && !isRunning) return STATES[outcome.state];
  return isStopping ? STATES.stopping : STATES.running;
}

function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return `${(Math.max(0, now - since) / 1000).toFixed(1)} s`;
}

/** The state of a run with its time and cost. Screen readers hear each change of the state. */
export function RunStatus({ run }: { run: RunState }) {
  const { outcome, requests, omitted, workspace, startedAt } = run;
  const { label, color } = stateOf(run);
  const count = formatCount(requests.length + omitted.requests, "request");
  const time = new Date(startedAt).toLocaleTimeString();
  return (
    <Stack direction="row" sx={{ alignItems: "center", flexWrap: "wrap", gap: 1 }}>
      <Chip size="small" label={label} color={color} />
      <Box component="span" sx={{ fontSize: "0.875rem", fontVariantNumeric: "tabular-nums" }}>
        {outcome ? formatMs(outcome.ms) : <Elapsed since={startedAt} />}
      </Box>
      <Box component="span" sx={{ fontSize: "0.875rem", color: "text.secondary" }}>
        {[count, workspace && `in ${workspace}`, time].filter(Boolean).join(" · ")}
      </Box>
      <Box role="status" sx={{ position: "absolute", left: -9999 }}>
        {outcome ? `${label} in ${formatMs(outcome.ms)}, ${count}` : label}
      </Box>
    </Stack>
  );
}
