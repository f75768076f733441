import type { HTMLAttributes } from "react";
import type { Choice } from "../../../protocol";

/** The look of the choices in a list. Elements with a style of their own would take twice the time to open. */
export const CHOICE_LOOK = {
  "& .choice": { minWidth: 0, overflowWrap: "anywhere" },
  "& .choice > span": { display: "block", lineHeight: 1.5 },
  "& .choice > .key": { fontSize: "0.875rem", color: "text.secondary" },
} as const;

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
      <div className="choice">
        <span>{label}</span>
        {!hidesKey && label !== value && <span className="key">{value}</span>}
      </div>
    </li>
  );
}
