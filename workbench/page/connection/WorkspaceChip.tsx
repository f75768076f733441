import Chip from "@mui/material/Chip";
import { Link } from "wouter";
import { useWorkbench } from "../api/WorkbenchProvider";
import { describeWorkspace } from "./workspaceNames";

/** The workspace that steps run in. Leads to the page of the connection. */
export function WorkspaceChip() {
  const { component, workspace, workspaces } = useWorkbench();
  const name = describeWorkspace(workspaces, workspace) ?? "Not connected";
  const isReal =
    workspace === "own" && workspaces.own !== undefined && component.connections.length > 0;
  return (
    <Chip
      component={Link}
      href="/connection"
      clickable
      size="small"
      color={isReal ? "error" : "default"}
      label={name}
      aria-label={`Workspace: ${name}`}
      variant={isReal ? "filled" : "outlined"}
      sx={{ minWidth: 0, maxWidth: { xs: 140, sm: 240 } }}
    />
  );
}
