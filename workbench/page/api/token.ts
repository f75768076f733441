const KEY = "workbench token";

/**
 * Takes the token of the workbench out of the address, and keeps it for this browser. It opens the
 * workbench only, and ends with its process.
 */
export function takeToken(): void {
  const [, token] = window.location.hash.match(/^#token=([\w-]+)/) ?? [];
  if (token === undefined) return;
  window.localStorage.setItem(KEY, token);
  window.history.replaceState(null, "", "#/");
}

/** The token of the workbench; empty if this browser has none. */
export const readToken = (): string => window.localStorage.getItem(KEY) ?? "";

/** Resolves when another tab takes a token, or if the signal aborts. */
export const nextToken = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = new AbortController();
    const end = () => {
      done.abort();
      resolve();
    };
    signal.addEventListener("abort", end, { signal: done.signal });
    window.addEventListener("storage", ({ key }) => key === KEY && end(), { signal: done.signal });
  });
