import OutlinedInput from "@mui/material/OutlinedInput";
import { toText } from "../values";
import { hintOf, type WidgetProps } from "./widget";

interface TextWidgetProps extends WidgetProps {
  isMultiline?: boolean;
}

/** A text field. */
export function TextWidget(props: TextWidgetProps) {
  const { input, value, onSet, isInvalid, id, helpId, isMultiline } = props;
  return (
    <OutlinedInput
      id={id}
      value={toText(value)}
      onChange={({ target }) => onSet(target.value)}
      placeholder={hintOf(input)}
      required={input.required}
      error={isInvalid}
      multiline={isMultiline}
      minRows={isMultiline ? 3 : undefined}
      maxRows={12}
      autoComplete="off"
      fullWidth
      size="small"
      inputProps={{ "aria-describedby": helpId, spellCheck: false }}
    />
  );
}
