import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import type { ConnectionValues } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { ConnectionForm } from "./ConnectionForm";
import { useTask } from "./useTask";
import { WorkspaceCard } from "./WorkspaceCard";

/** A workspace of the user: the form that connects it, or its name. */
export function OwnWorkspace() {
  const { client, component, workspaces, workspace, choose } = useWorkbench();
  const { isBusy, error, run } = useTask();
  const { own } = workspaces;
  const connect = async (values: ConnectionValues) => {
    if (await run(() => client.send("PUT", "workspaces/own", values))) choose("own");
  };
  const disconnect = async () => {
    const isDone = await run(() => client.send("DELETE", "workspaces/own"));
    if (isDone && component.hasSimulator) choose("simulated");
  };
  return (
    <WorkspaceCard
      title="Your own workspace"
      isChosen={own !== undefined && workspace === "own"}
      onChoose={own && (() => choose("own"))}
    >
      {own ? (
        <Stack direction="row" sx={{ alignItems: "center", flexWrap: "wrap", gap: 2 }}>
          <Typography sx={{ flexGrow: 1, overflowWrap: "anywhere", minWidth: 0 }}>
            Connected: <strong>{own.name}</strong>
          </Typography>
          <Button variant="outlined" color="error" loading={isBusy} onClick={disconnect}>
            Disconnect
          </Button>
        </Stack>
      ) : (
        <>
          <Typography>
            Steps run with the connection that you enter, and their changes are real. The values are
            sent to the process that runs the steps and are kept nowhere else: that process ends
            when you disconnect, or with the workbench.
          </Typography>
          <ConnectionForm
            connections={component.connections}
            isBusy={isBusy}
            onConnect={(values) => void connect(values)}
          />
        </>
      )}
      {error !== undefined && <Alert severity="error">{error}</Alert>}
    </WorkspaceCard>
  );
}
