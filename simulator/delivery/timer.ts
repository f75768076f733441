/** Runs a task once after some milliseconds. Returns a function that cancels it. */
export type Timer = (task: () => void, ms: number) => () => void;

/** The process's timer. A waiting task does not keep the process alive. */
export const processTimer: Timer = (task, ms) => {
  const timeout = setTimeout(task, ms);
  timeout.unref();
  return () => clearTimeout(timeout);
};
