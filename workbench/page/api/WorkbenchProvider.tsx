import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import type { Change, ComponentDescription, WorkspaceName, WorkspaceStatus } from "../../protocol";
import type { Client } from "./client";

/** The state of the workbench that all pages share. */
export interface WorkbenchState {
  client: Client;
  component: ComponentDescription;
  workspaces: WorkspaceStatus;
  /** The workspace that steps run in. */
  workspace: WorkspaceName;
  choose(workspace: WorkspaceName): void;
}

const Context = createContext<WorkbenchState | undefined>(undefined);

/** The state of the workbench. */
export function useWorkbench(): WorkbenchState {
  const state = useContext(Context);
  if (!state) throw new Error("outside of WorkbenchProvider");
  return state;
}

interface ProviderProps {
  client: Client;
  /** Shown until the component is loaded, and if it cannot be. */
  fallback(error: string | undefined): ReactNode;
  children: ReactNode;
}

/** Loads the component, and again after each build. */
export function WorkbenchProvider({ client, fallback, children }: ProviderProps) {
  const [component, setComponent] = useState<ComponentDescription>();
  const [workspaces, setWorkspaces] = useState<WorkspaceStatus>({});
  const [chosen, setChosen] = useState<WorkspaceName>();
  const [error, setError] = useState<string>();

  const load = useCallback(() => {
    client.get<ComponentDescription>("component").then(
      (loaded) => {
        setComponent(loaded);
        setError(undefined);
      },
      (reason: Error) => setError(reason.message),
    );
  }, [client]);

  useEffect(() => {
    const leaving = new AbortController();
    load();
    client
      .stream<Change>({ method: "GET", path: "changes", signal: leaving.signal }, (change) => {
        if (change.type === "workspaces") setWorkspaces(change.status);
        if (change.type === "component") load();
      })
      .then(
        () => setError("The workbench has ended. Start it again."),
        (reason: Error) => {
          if (!leaving.signal.aborted) setError(reason.message);
        },
      );
    return () => leaving.abort();
  }, [client, load]);

  if (!component || error !== undefined) return fallback(error);
  // A component without a connection needs no workspace of the user.
  const needsOwn = !component.hasSimulator && component.connections.length > 0;
  const workspace = chosen ?? (needsOwn ? "own" : "simulated");
  return (
    <Context value={{ client, component, workspaces, workspace, choose: setChosen }}>
      {children}
    </Context>
  );
}
