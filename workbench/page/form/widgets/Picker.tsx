import FormHelperText from "@mui/material/FormHelperText";
import { toText } from "../values";
import { ChoiceBox } from "./ChoiceBox";
import { useChoices } from "./useChoices";
import { hintOf, type WidgetProps } from "./widget";

/** A text field with choices. Any other text can be typed. A chosen value shows its label. */
export default function Picker(props: WidgetProps) {
  const { input, value, onSet, form } = props;
  const source = useChoices(input, form);
  const text = toText(value);
  const chosen = source.choices.find((choice) => choice.value === text) ?? null;
  return (
    <>
      <ChoiceBox
        widget={props}
        source={source}
        filter={chosen ? "" : text}
        placeholder={hintOf(input)}
        value={chosen}
        inputValue={chosen?.label ?? text}
        onInputChange={(_, typed, reason) => {
          if (reason === "input") onSet(typed);
          // The icon that clears the field.
          if (reason === "clear") onSet("");
        }}
        onChange={(_, choice) => {
          if (choice) onSet(choice.value);
        }}
        clearOnBlur={false}
      />
      {chosen && chosen.label !== chosen.value && (
        <FormHelperText component="div" sx={{ overflowWrap: "anywhere" }}>
          Value: <code>{chosen.value}</code>
        </FormHelperText>
      )}
    </>
  );
}
