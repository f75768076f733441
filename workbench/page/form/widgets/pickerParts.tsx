import Alert from "@mui/material/Alert";
import Paper, { type PaperProps } from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import type { Choice } from "../../../protocol";
import { describeAbsent } from "./FromWorkspace";
import { type Choices, hiddenLine } from "./useChoices";

interface PickerPaperProps extends PaperProps {
  /** Shown below the choices. */
  end?: string;
}

/** The popup of a picker, with a line at its end if choices are hidden. */
export function PickerPaper({ children, end, ...props }: PickerPaperProps) {
  return (
    <Paper elevation={8} {...props}>
      {children}
      {end !== undefined && (
        <Typography variant="body2" color="text.secondary" px={2} py={1}>
          {end}
        </Typography>
      )}
    </Paper>
  );
}

/** The properties of the popup of a picker. */
export const pickerSlots = (choices: readonly Choice[], text: string) => ({
  paper: { end: hiddenLine(choices, text) } as PaperProps,
});

/** The text of a list without choices, or the error of its data source. */
export function noOptionsText({
  choices,
  error,
  isElsewhere,
}: Omit<Choices, "load" | "isLoading">): ReactNode {
  if (isElsewhere) return describeAbsent("choices");
  if (error !== undefined) {
    return (
      <Alert severity="error" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {error}
      </Alert>
    );
  }
  return choices.length === 0 ? "No choices" : "No choice with this text";
}
