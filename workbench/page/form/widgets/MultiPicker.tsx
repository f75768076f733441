import Autocomplete from "@mui/material/Autocomplete";
import Chip from "@mui/material/Chip";
import TextField from "@mui/material/TextField";
import { useMemo, useState } from "react";
import type { Choice } from "../../../protocol";
import { filterChoices } from "../choices";
import { toTexts } from "../values";
import { ChoiceOption } from "./ChoiceOption";
import { noOptionsText, PickerPaper, pickerSlots } from "./pickerParts";
import { useChoices } from "./useChoices";
import { hintOf, type WidgetProps } from "./widget";

/** Several choices. Enter adds a text that is not among them. */
export default function MultiPicker(props: WidgetProps) {
  const { input, value, onSet, form, isInvalid, id, helpId } = props;
  const offered = useChoices(input, form);
  const { choices, isLoading, load } = offered;
  const [typed, setTyped] = useState("");
  const texts = useMemo(() => toTexts(value), [value]);
  // The Autocomplete takes another list for another value, and drops the typed text.
  const chosen = useMemo(
    () =>
      texts.map(
        (text): Choice =>
          choices.find((choice) => choice.value === text) ?? { label: text, value: text },
      ),
    [texts, choices],
  );
  const addTyped = () => {
    const text = typed.trim();
    setTyped("");
    if (text !== "" && !texts.includes(text)) onSet([...texts, text]);
  };
  return (
    <Autocomplete
      multiple
      id={id}
      options={choices}
      value={chosen}
      inputValue={typed}
      onInputChange={(_, text, reason) => {
        if (reason === "input" || reason === "selectOption") setTyped(text);
      }}
      onChange={(_, list) => onSet(list.map((choice) => choice.value))}
      onOpen={load}
      onBlur={addTyped}
      onKeyDown={(event) => {
        const { key, target, ctrlKey, metaKey } = event;
        if (key !== "Enter" || ctrlKey || metaKey || typed.trim() === "") return;
        const isChoosing = Boolean((target as Element).getAttribute("aria-activedescendant"));
        if (!isChoosing) addTyped();
      }}
      filterOptions={(all, { inputValue }) => [...filterChoices(all, inputValue).shown]}
      getOptionKey={(choice) => choice.value}
      isOptionEqualToValue={(one, other) => one.value === other.value}
      renderOption={({ key, ...option }, choice) => (
        <ChoiceOption key={key} {...option} choice={choice} />
      )}
      renderValue={(list, getItemProps) =>
        list.map((choice, index) => {
          const { key, ...item } = getItemProps({ index });
          return (
            <Chip key={key} {...item} label={choice.label} title={choice.value} size="small" />
          );
        })
      }
      disableCloseOnSelect
      loading={isLoading}
      noOptionsText={noOptionsText(offered)}
      openText="Show choices"
      closeText="Hide choices"
      fullWidth
      size="small"
      slots={{ paper: PickerPaper }}
      slotProps={pickerSlots(choices, typed)}
      renderInput={(params) => (
        <TextField
          {...params}
          placeholder={texts.length === 0 ? hintOf(input) : undefined}
          error={isInvalid}
          hiddenLabel
          slotProps={{
            htmlInput: {
              ...params.inputProps,
              "aria-describedby": helpId,
              // The text field is empty while there are values.
              "aria-required": input.required || undefined,
              spellCheck: false,
            },
          }}
        />
      )}
    />
  );
}
