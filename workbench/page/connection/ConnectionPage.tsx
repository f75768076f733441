import Typography from "@mui/material/Typography";
import { useWorkbench } from "../api/WorkbenchProvider";

/** The workspace that steps run in: the simulated one, or one of the user's own. */
export function ConnectionPage() {
  const { workspaces } = useWorkbench();
  return <Typography>{workspaces.simulated?.name}</Typography>;
}
