import { useCallback } from "react";
import type { Choice, InputDescription } from "../../../protocol";
import { useWorkbench } from "../../api/WorkbenchProvider";
import { readChoices } from "../choices";
import { isRawPath } from "../widgets";
import { useDataSource } from "./useDataSource";
import type { FormHandle } from "./widget";

/** The choices of a picker. */
export interface Choices {
  /** Those that are loaded. */
  choices: readonly Choice[];
  isLoading: boolean;
  error: string | undefined;
  /** True if they come from a workspace, which an export does not have. */
  isElsewhere: boolean;
  /** Loads the choices, if they come from a data source. */
  load(): void;
}

const NONE: readonly Choice[] = [];

/** The choices of an input: those of its data source, its fixed list, or the paths of the API. */
export function useChoices(input: InputDescription, form: FormHandle): Choices {
  const { component, isReadOnly } = useWorkbench();
  const { loaded, load } = useDataSource(input.dataSource, form, readChoices);
  const loadIfNeeded = useCallback(() => {
    if (input.dataSource !== undefined) load();
  }, [input, load]);
  const fixed = isRawPath(form.step.key, input) ? readChoices(component.routes) : input.model;
  return {
    choices: loaded.data ?? fixed ?? NONE,
    isLoading: loaded.isLoading,
    error: loaded.error,
    isElsewhere: isReadOnly && input.dataSource !== undefined,
    load: loadIfNeeded,
  };
}
