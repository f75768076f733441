import Alert from "@mui/material/Alert";
import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import { useEffect } from "react";
import { filterChoices } from "../form/choices";
import { noOptionsText, PickerPaper, pickerSlots } from "../form/widgets/pickerParts";
import { useChoices } from "../form/widgets/useChoices";
import type { WidgetProps } from "../form/widgets/widget";
import { type ChosenValue, chooseFrom } from "./variables";

/**
 * A choice of a data source, as a customer sees it: by its label, and without free text. A default, which is
 * the key of a choice, is shown by its label too.
 */
export default function ChoicePicker(props: WidgetProps) {
  const { input, value, onSet, form, isInvalid, id, helpId } = props;
  const { choices, isLoading, error, load } = useChoices(input, form);
  const stored = value as ChosenValue | string | undefined;
  const isDefault = typeof stored === "string";
  useEffect(() => {
    if (isDefault) load();
  }, [isDefault, load]);
  const chosen = isDefault
    ? (choices.find((choice) => choice.value === stored) ?? null)
    : stored
      ? { label: stored.label, value: stored.key }
      : null;
  return (
    <>
      <Autocomplete
        id={id}
        options={choices}
        value={chosen}
        onChange={(_, choice) => onSet(choice ? chooseFrom(choices, choice) : undefined)}
        onOpen={load}
        filterOptions={(all, { inputValue }) => [
          ...filterChoices(all, inputValue === chosen?.label ? "" : inputValue).shown,
        ]}
        getOptionKey={(choice) => choice.value}
        isOptionEqualToValue={(one, other) => one.value === other.value}
        loading={isLoading}
        noOptionsText={noOptionsText(choices, error)}
        openText="Show choices"
        closeText="Hide choices"
        fullWidth
        size="small"
        slots={{ paper: PickerPaper }}
        slotProps={pickerSlots(choices, "")}
        renderInput={(params) => (
          <TextField
            {...params}
            placeholder="Choose one"
            required={input.required}
            error={isInvalid}
            hiddenLabel
            slotProps={{
              htmlInput: { ...params.inputProps, "aria-describedby": helpId, spellCheck: false },
            }}
          />
        )}
      />
      {error !== undefined && chosen && <Alert severity="error">{error}</Alert>}
    </>
  );
}
