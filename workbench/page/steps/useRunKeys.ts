import { useEffect, useEffectEvent } from "react";

interface RunKeys {
  isRunning: boolean;
  onRun(): void;
  onStop(): void;
}

/** Ctrl+Enter or Cmd+Enter runs a step, and Escape stops it, unless what has the focus takes the key. */
export function useRunKeys(keys: RunKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    // A dialog, a menu or a list that is open has the keys.
    const isElsewhere =
      event.target instanceof Element &&
      event.target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
    if (isElsewhere) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!keys.isRunning) keys.onRun();
    } else if (event.key === "Escape" && keys.isRunning) {
      keys.onStop();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
