import type { InputDescription, StepDescription } from "../../../protocol";
import type { FormValues } from "../values";

/** The form that an input is a part of. The object stays the same while the values change. */
export interface FormHandle {
  step: StepDescription;
  /** The current values. */
  read(): FormValues;
}

/** The properties of every widget. */
export interface WidgetProps {
  input: InputDescription;
  /** The user's value or the default. */
  value: unknown;
  onSet(value: unknown): void;
  form: FormHandle;
  isInvalid: boolean;
  /** The IDs of elements: the control, its label, and the text below that describes it. */
  id: string;
  labelId: string;
  helpId: string;
}

/** The text that an empty field shows. */
export const hintOf = ({ placeholder, example }: InputDescription): string | undefined =>
  placeholder || example || undefined;
