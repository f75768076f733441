import Typography from "@mui/material/Typography";
import { useWorkbench } from "../api/WorkbenchProvider";
import { FaultSwitches } from "./FaultSwitches";
import { ResetButton } from "./ResetButton";
import { WorkspaceCard } from "./WorkspaceCard";

/** The simulated workspace: its state, and the faults that it shows. */
export function SimulatedWorkspace() {
  const { workspaces, workspace, choose } = useWorkbench();
  const { simulated } = workspaces;
  return (
    <WorkspaceCard
      title="Simulated workspace"
      isChosen={workspace === "simulated"}
      onChoose={() => choose("simulated")}
    >
      <Typography>
        {simulated && <strong>{simulated.name}</strong>}: a small shop that exists only on this
        machine, until the workbench ends. No request leaves the machine.
      </Typography>
      <ResetButton />
      {simulated && <FaultSwitches faults={simulated.faults} />}
    </WorkspaceCard>
  );
}
