import Alert from "@mui/material/Alert";
import Typography from "@mui/material/Typography";
import type { HTMLAttributes, ReactNode, Ref } from "react";
import type { Choice } from "../../../protocol";
import { hiddenLine } from "./useChoices";

interface LongListboxProps extends HTMLAttributes<HTMLUListElement> {
  ref?: Ref<HTMLUListElement>;
  /** Shown below the choices. */
  end?: string;
}

/** The list of a picker, with a line at its end if choices are hidden. */
export function LongListbox({ children, end, ...props }: LongListboxProps) {
  return (
    <ul {...props}>
      {children}
      {end !== undefined && (
        <Typography
          component="li"
          role="presentation"
          variant="body2"
          color="text.secondary"
          px={2}
          py={1}
        >
          {end}
        </Typography>
      )}
    </ul>
  );
}

/** The properties of the parts of a picker. */
export const pickerSlots = (label: string, choices: readonly Choice[], text: string) => ({
  listbox: { "aria-label": label, end: hiddenLine(choices, text) } as object,
  clearIndicator: { "aria-label": `Clear ${label}` } as object,
  popupIndicator: { "aria-label": `Choices of ${label}` } as object,
});

/** The text of a list without choices, or the error of its data source. */
export function noOptionsText(choices: readonly Choice[], error: string | undefined): ReactNode {
  if (error !== undefined) {
    return (
      <Alert severity="error" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {error}
      </Alert>
    );
  }
  return choices.length === 0 ? "No choices" : "No choice with this text";
}
