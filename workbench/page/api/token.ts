const KEY = "workbench token";

/**
 * Takes the token of the workbench out of the address, and keeps it for this browser. It opens the
 * workbench only, and ends with its process.
 */
export function takeToken(): string {
  const [, token] = window.location.hash.match(/^#token=([\w-]+)/) ?? [];
  if (token === undefined) return window.localStorage.getItem(KEY) ?? "";
  window.localStorage.setItem(KEY, token);
  window.history.replaceState(null, "", "#/");
  return token;
}
