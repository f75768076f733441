import MuiLink from "@mui/material/Link";
import { Link } from "wouter";
import { useWorkbench } from "../../api/WorkbenchProvider";
import type { WidgetProps } from "./widget";

/** The workspace that the step runs in, as a link to the page that chooses it. */
export function ConnectionLink({ id, labelId, helpId }: WidgetProps) {
  const { component, isReadOnly, workspaces, workspace } = useWorkbench();
  const name = workspaces[workspace]?.name ?? "Not connected";
  if (isReadOnly) {
    const labels = component.connections.map(({ label }) => label);
    return <span id={id}>{labels.join(" or ")}</span>;
  }
  return (
    <MuiLink
      component={Link}
      href="/connection"
      id={id}
      aria-labelledby={`${labelId} ${id}`}
      aria-describedby={helpId}
      sx={{ overflowWrap: "anywhere" }}
    >
      {workspace === "simulated" && name !== "Not connected" ? `${name} (simulated)` : name}
    </MuiLink>
  );
}
