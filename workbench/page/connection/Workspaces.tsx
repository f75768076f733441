import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useWorkbench } from "../api/WorkbenchProvider";
import { PageHeading } from "../shell/PageHeading";
import { OwnWorkspace } from "./OwnWorkspace";
import { SimulatedWorkspace } from "./SimulatedWorkspace";
import { TestConnection } from "./TestConnection";

const TEST_KEY = "testConnection";

/** The workspaces that steps can run in, and the test of the chosen one. */
export function Workspaces() {
  const { component } = useWorkbench();
  const test = component.steps.find(({ kind, key }) => kind === "action" && key === TEST_KEY);
  const needsConnection = component.connections.length > 0;
  return (
    <Stack spacing={3} sx={{ maxWidth: 760 }}>
      <PageHeading title="Connection" of={`${component.label} workbench`} />
      {component.hasSimulator && <SimulatedWorkspace />}
      {needsConnection ? (
        <OwnWorkspace />
      ) : (
        <Typography>
          {component.label} declares no connection: its steps run without one.
        </Typography>
      )}
      {test && <TestConnection test={test} />}
    </Stack>
  );
}
