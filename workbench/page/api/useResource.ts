import { useEffect, useState } from "react";
import { useWorkbench } from "./WorkbenchProvider";

/** A resource of the server, as far as it is loaded. */
export interface Resource<Data> {
  data?: Data;
  error?: string;
}

/** Loads a resource of the server, and again if its path changes. Without a path, nothing is loaded. */
export function useResource<Data>(path: string | undefined): Resource<Data> {
  const { client } = useWorkbench();
  const [loaded, setLoaded] = useState<Resource<Data> & { path: string | undefined }>({ path });
  useEffect(() => {
    if (path === undefined) return;
    let isCurrent = true;
    client.get<Data>(path).then(
      (data) => isCurrent && setLoaded({ path, data }),
      ({ message }: Error) => isCurrent && setLoaded({ path, error: message }),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, path]);
  return loaded.path === path ? loaded : {};
}
