import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import type { RunState } from "../steps/runState";

/** A run: its result or error, its requests, and its log. */
export function RunView({ run }: { run: RunState }) {
  const { outcome, requests } = run;
  return (
    <Box>
      {outcome?.error && <Alert severity="error">{outcome.error.message}</Alert>}
      {requests.map(({ id, method, url, outcome: end }) => (
        <div key={id}>
          {method} {url} {end?.status}
        </div>
      ))}
      {outcome && <pre>{JSON.stringify(outcome.result, null, 2)}</pre>}
    </Box>
  );
}
