import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import { useState } from "react";
import { useWorkbench } from "../api/WorkbenchProvider";
import { useTask } from "./useTask";

/** Restores the initial state of the simulated workspace, after a question in its place. */
export function ResetButton() {
  const { client } = useWorkbench();
  const { isBusy, error, run } = useTask();
  const [stage, setStage] = useState<"idle" | "asking" | "done">("idle");
  const reset = async () => {
    const isDone = await run(() => client.send("POST", "workspaces/simulated/reset"));
    setStage(isDone ? "done" : "idle");
  };
  return (
    <Box aria-live="polite">
      {stage === "asking" ? (
        <Alert
          severity="warning"
          role="group"
          aria-label="Confirm the reset"
          onKeyDown={({ key }) => key === "Escape" && setStage("idle")}
        >
          The workspace gets its initial state: everything that steps created or changed is lost,
          and all faults are off.
          <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
            <Button size="small" variant="contained" loading={isBusy} onClick={reset} autoFocus>
              Reset workspace
            </Button>
            <Button size="small" color="inherit" onClick={() => setStage("idle")}>
              Cancel
            </Button>
          </Stack>
        </Alert>
      ) : (
        <Stack direction="row" spacing={2} sx={{ alignItems: "center" }}>
          <Button variant="outlined" onClick={() => setStage("asking")}>
            Reset
          </Button>
          {stage === "done" && <span>The workspace has its initial state.</span>}
        </Stack>
      )}
      {error !== undefined && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {error}
        </Alert>
      )}
    </Box>
  );
}
