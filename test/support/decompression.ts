import { createHook } from "node:async_hooks";

/** Compressions and decompressions of this process. */
export interface Decompressions {
  /** The number under way. They run on other threads, after their request has ended. */
  readonly open: number;
  /** Stops counting. */
  stop(): void;
}

/** Counts zlib's handles from their creation to their close. */
export function watchDecompressions(): Decompressions {
  const handles = new Set<object>();
  const hook = createHook({
    init: (_id, type, _trigger, resource) => {
      if (type !== "ZLIB") return;
      const handle = resource as { close(): void };
      const { close } = handle;
      handles.add(handle);
      handle.close = () => {
        handles.delete(handle);
        close.call(handle);
      };
    },
  }).enable();
  return {
    get open() {
      return handles.size;
    },
    stop: () => {
      hook.disable();
    },
  };
}
