import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { Change, ComponentDescription, WorkspaceName, WorkspaceStatus } from "../../protocol";
import { type Client, ServerError } from "./client";
import { nextToken } from "./token";

/** The connection to the server: `closed` if it needs a new token. */
export type Link = "opening" | "open" | "lost" | "closed";

/** The state of the workbench that all pages share. */
export interface WorkbenchState {
  client: Client;
  /** True for the pages of an export: nothing runs, and no workspace is there. */
  isReadOnly: boolean;
  component: ComponentDescription;
  workspaces: WorkspaceStatus;
  /** The workspace that steps run in. */
  workspace: WorkspaceName;
  choose(workspace: WorkspaceName): void;
  link: Link;
  /** The reason why the last build of the component is not the one on screen. */
  buildError: string | undefined;
}

const Context = createContext<WorkbenchState | undefined>(undefined);

/** The state of the workbench. */
export function useWorkbench(): WorkbenchState {
  const state = useContext(Context);
  if (!state) throw new Error("outside of WorkbenchProvider");
  return state;
}

/** Milliseconds before each attempt to reach the server again; the last one repeats. */
const RECONNECT_MS = [250, 500, 1000, 2000, 4000];

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Resolves when the page is visible, or if the signal aborts. */
const visible = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = new AbortController();
    const look = () => {
      if (document.hidden && !signal.aborted) return;
      done.abort();
      resolve();
    };
    signal.addEventListener("abort", look, { signal: done.signal });
    document.addEventListener("visibilitychange", look, { signal: done.signal });
    look();
  });

/** Calls a function with a signal that also aborts when the page is hidden. */
async function whileVisible(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<{ wasHidden: boolean; reason: unknown }> {
  const hiding = new AbortController();
  const look = () => document.hidden && hiding.abort();
  document.addEventListener("visibilitychange", look);
  const reason = await work(AbortSignal.any([signal, hiding.signal])).catch(
    (error: unknown) => error,
  );
  document.removeEventListener("visibilitychange", look);
  return { wasHidden: hiding.signal.aborted, reason };
}

/** Receives the changes of the workbench. */
interface ChangeWatch {
  signal: AbortSignal;
  /** Called for the first change of each connection, before `onChange`. */
  onOpen(): void;
  onChange(change: Change): void;
  onClose(link: "lost" | "closed"): void;
}

/**
 * Reads the stream of changes, and connects again each time that it ends. A page that is hidden reads
 * none: a browser opens 6 connections to a server, and more tabs than that would wait for each other.
 */
async function watchChanges(
  client: Client,
  { signal, onOpen, onChange, onClose }: ChangeWatch,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    await visible(signal);
    let isOpen = false;
    const { wasHidden, reason } = await whileVisible(signal, (until) =>
      client.stream<Change>({ method: "GET", path: "changes", signal: until }, (change) => {
        if (until.aborted) return;
        if (!isOpen) onOpen();
        isOpen = true;
        failures = 0;
        onChange(change);
      }),
    );
    if (signal.aborted) return;
    if (wasHidden) continue;
    if (reason instanceof ServerError && reason.status === 401) {
      onClose("closed");
      await nextToken(signal);
    } else {
      onClose("lost");
      await wait(RECONNECT_MS[failures] ?? RECONNECT_MS.at(-1) ?? 0, signal);
      failures += 1;
    }
  }
}

interface ProviderProps {
  client: Client;
  /** Shown until the component is loaded. */
  fallback(link: Link, error: string | undefined): ReactNode;
  children: ReactNode;
}

/** Loads the component, and again after each build. A loaded component stays if the server ends. */
export function WorkbenchProvider({ client, fallback, children }: ProviderProps) {
  const [component, setComponent] = useState<ComponentDescription>();
  const [workspaces, setWorkspaces] = useState<WorkspaceStatus>({});
  const [chosen, setChosen] = useState<WorkspaceName>();
  const [link, setLink] = useState<Link>("opening");
  const [error, setError] = useState<string>();

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    let newest = 0;
    let hasOpened = false;
    const load = () => {
      newest += 1;
      const number = newest;
      const isNewest = () => number === newest && !signal.aborted;
      client.get<ComponentDescription>("component").then(
        (loaded) => {
          if (!isNewest()) return;
          setComponent(loaded);
          setError(undefined);
        },
        (reason: Error) => {
          // Any other failure is one of the connection, which the stream of changes reports.
          if (isNewest() && reason instanceof ServerError && reason.status !== 401) {
            setError(reason.message);
          }
        },
      );
    };
    load();
    // An export never changes.
    if (client.isReadOnly) return () => leaving.abort();
    void watchChanges(client, {
      signal,
      onOpen: () => {
        setLink("open");
        // Another workbench, or another build, may have come.
        if (hasOpened) load();
        hasOpened = true;
      },
      onChange: (change) => {
        if (change.type === "workspaces") setWorkspaces(change.status);
        if (change.type === "component") load();
      },
      onClose: setLink,
    });
    return () => leaving.abort();
  }, [client]);

  if (!component) return fallback(link, error);
  const { isReadOnly } = client;
  const workspace = chosen ?? (isReadOnly || component.hasSimulator ? "simulated" : "own");
  const state = { client, isReadOnly, component, workspaces, workspace, choose: setChosen };
  return <Context value={{ ...state, link, buildError: error }}>{children}</Context>;
}
