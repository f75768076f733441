import ListItemText from "@mui/material/ListItemText";
import type { HTMLAttributes } from "react";
import type { Choice } from "../../../protocol";

interface ChoiceOptionProps extends HTMLAttributes<HTMLLIElement> {
  choice: Choice;
  /** True to show the label only. */
  hidesKey?: boolean;
}

/** A choice in the list of a picker: its label, and its key below. */
export function ChoiceOption({ choice, hidesKey = false, ...props }: ChoiceOptionProps) {
  const { label, value } = choice;
  return (
    <li {...props}>
      <ListItemText
        primary={label}
        secondary={hidesKey || label === value ? undefined : value}
        sx={{ my: 0, overflowWrap: "anywhere" }}
      />
    </li>
  );
}
