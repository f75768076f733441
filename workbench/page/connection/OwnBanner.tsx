import Alert from "@mui/material/Alert";
import { Link } from "wouter";
import { useWorkbench } from "../api/WorkbenchProvider";

/** A warning on every page while steps run in a workspace of the user. */
export function OwnBanner() {
  const { component, workspace, workspaces } = useWorkbench();
  // Steps of a component without a connection have no workspace to change.
  if (workspace !== "own" || component.connections.length === 0) return null;
  const { own } = workspaces;
  return (
    <Alert
      component="aside"
      role="complementary"
      aria-label="Workspace"
      square
      severity={own ? "error" : "warning"}
      variant={own ? "filled" : "standard"}
      sx={{ overflowWrap: "anywhere", a: { color: "inherit" } }}
    >
      {own ? (
        `Steps run in your own workspace ${own.name}: changes are real.`
      ) : (
        <>
          No workspace is connected. <Link href="/connection">Connect one</Link> before you run a
          step.
        </>
      )}
    </Alert>
  );
}
