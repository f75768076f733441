import Chip from "@mui/material/Chip";
import { Link } from "wouter";
import { useWorkbench } from "../api/WorkbenchProvider";
import { describeWorkspace } from "./workspaceNames";

/** The workspace that steps run in. Leads to the page of the connection. */
export function WorkspaceChip() {
  const { component, workspace, workspaces } = useWorkbench();
  const isOptional = component.connections.length === 0;
  const name =
    describeWorkspace(workspaces, workspace) ?? (isOptional ? "No connection" : "Not connected");
  return (
    <Chip
      component={Link}
      href="/connection"
      clickable
      size="small"
      color={workspace === "own" && workspaces.own ? "error" : "default"}
      label={name}
      aria-label={`Workspace: ${name}`}
      variant={workspace === "own" && workspaces.own ? "filled" : "outlined"}
      sx={{ minWidth: 0, maxWidth: { xs: 140, sm: 240 } }}
    />
  );
}
