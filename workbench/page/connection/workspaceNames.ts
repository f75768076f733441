import type { WorkspaceName, WorkspaceStatus } from "../../protocol";

/** Names a workspace for the reader; undefined if it is not connected. */
export function describeWorkspace(
  { simulated, own }: WorkspaceStatus,
  workspace: WorkspaceName,
): string | undefined {
  if (workspace === "own") return own?.name;
  return simulated && `${simulated.name} (simulated)`;
}
