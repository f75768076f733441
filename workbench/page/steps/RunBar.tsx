import PlayArrow from "@mui/icons-material/PlayArrow";
import Stop from "@mui/icons-material/Stop";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Chip from "@mui/material/Chip";
import type { ReactNode } from "react";
import type { WorkspaceName } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";

interface RunBarProps {
  /** The text of the button that runs the step. */
  verb: string;
  isRunning: boolean;
  isStopping: boolean;
  onRun(): void;
  onStop(): void;
  /** The workspace of the run. Default: the chosen one. */
  into?: WorkspaceName;
  /** The text of the button that stops the step. Default: `Stop`. */
  stopVerb?: string;
  /** Further buttons. */
  children?: ReactNode;
}

/** The buttons that run and stop a step, with the workspace that it runs in. */
export function RunBar(props: RunBarProps) {
  const { verb, isRunning, isStopping, onRun, onStop, into, stopVerb = "Stop", children } = props;
  const { component, workspace: chosen, workspaces } = useWorkbench();
  const workspace = into ?? chosen;
  const own = workspace === "own" && component.connections.length > 0;
  const name = workspaces[workspace]?.name;
  return (
    <Box
      sx={{
        position: "sticky",
        bottom: 0,
        zIndex: 2,
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        gap: 1,
        py: 1.5,
        bgcolor: "background.default",
        borderTop: 1,
        borderColor: "divider",
      }}
    >
      <Button
        variant="contained"
        color={own ? "error" : "primary"}
        startIcon={<PlayArrow />}
        onClick={onRun}
        disabled={isRunning}
        aria-keyshortcuts="Control+Enter"
        title="Ctrl+Enter"
      >
        {verb}
      </Button>
      {isRunning && (
        <Button
          variant="outlined"
          startIcon={<Stop />}
          onClick={onStop}
          aria-keyshortcuts="Escape"
          title="Escape"
        >
          {isStopping ? "Stopping…" : stopVerb}
        </Button>
      )}
      {children}
      {name !== undefined && (own || workspace === "simulated") && (
        <Chip
          size="small"
          variant="outlined"
          color={own ? "error" : "default"}
          label={own ? `in ${name}` : `in ${name}, simulated`}
          sx={{ minWidth: 0 }}
        />
      )}
    </Box>
  );
}
