import OutlinedInput from "@mui/material/OutlinedInput";
import { toTexts } from "../values";
import { Rows } from "./Rows";
import { hintOf, type WidgetProps } from "./widget";

/** A list of texts. */
export function ListWidget(props: WidgetProps) {
  const { input, value, onSet, isInvalid } = props;
  return (
    <Rows
      {...props}
      rows={toTexts(value)}
      empty=""
      onRows={onSet}
      render={(text, name, change) => (
        <OutlinedInput
          value={text}
          onChange={({ target }) => change(target.value)}
          placeholder={hintOf(input)}
          error={isInvalid}
          autoComplete="off"
          fullWidth
          size="small"
          inputProps={{ "aria-label": name, spellCheck: false }}
        />
      )}
    />
  );
}
