import Autocomplete from "@mui/material/Autocomplete";
import FormHelperText from "@mui/material/FormHelperText";
import TextField from "@mui/material/TextField";
import { filterChoices } from "../choices";
import { toText } from "../values";
import { ChoiceOption } from "./ChoiceOption";
import { noOptionsText, PickerPaper, pickerSlots } from "./pickerParts";
import { useChoices } from "./useChoices";
import { hintOf, type WidgetProps } from "./widget";

/** A text field with choices. Any other text can be typed. A chosen value shows its label. */
export default function Picker({ input, value, onSet, form, isInvalid, id, helpId }: WidgetProps) {
  const offered = useChoices(input, form);
  const { choices, isLoading, load } = offered;
  const text = toText(value);
  const chosen = choices.find((choice) => choice.value === text) ?? null;
  return (
    <>
      <Autocomplete
        id={id}
        options={choices}
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
        onOpen={load}
        filterOptions={(all, { inputValue }) => [...filterChoices(all, inputValue).shown]}
        getOptionKey={(choice) => choice.value}
        isOptionEqualToValue={(one, other) => one.value === other.value}
        renderOption={({ key, ...props }, choice) => (
          <ChoiceOption key={key} {...props} choice={choice} />
        )}
        loading={isLoading}
        noOptionsText={noOptionsText(offered)}
        openText="Show choices"
        closeText="Hide choices"
        clearOnBlur={false}
        fullWidth
        size="small"
        slots={{ paper: PickerPaper }}
        slotProps={pickerSlots(choices, chosen ? "" : text)}
        renderInput={(params) => (
          <TextField
            {...params}
            placeholder={hintOf(input)}
            required={input.required}
            error={isInvalid}
            hiddenLabel
            slotProps={{
              htmlInput: { ...params.inputProps, "aria-describedby": helpId, spellCheck: false },
            }}
          />
        )}
      />
      {chosen && chosen.label !== chosen.value && (
        <FormHelperText component="div" sx={{ overflowWrap: "anywhere" }}>
          Value: <code>{chosen.value}</code>
        </FormHelperText>
      )}
    </>
  );
}
