import Chip from "@mui/material/Chip";
import { useMemo, useState } from "react";
import type { Choice } from "../../../protocol";
import { toTexts } from "../values";
import { ChoiceBox } from "./ChoiceBox";
import { useChoices } from "./useChoices";
import { hintOf, type WidgetProps } from "./widget";

/** Several choices. Enter adds a text that is not among them. */
export default function MultiPicker(props: WidgetProps) {
  const { input, value, onSet, form } = props;
  const source = useChoices(input, form);
  const { choices } = source;
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
    <ChoiceBox<true>
      widget={props}
      source={source}
      filter={typed}
      placeholder={texts.length === 0 ? hintOf(input) : undefined}
      multiple
      value={chosen}
      inputValue={typed}
      onInputChange={(_, text, reason) => {
        if (reason === "input" || reason === "selectOption") setTyped(text);
      }}
      onChange={(_, list) => onSet(list.map((choice) => choice.value))}
      onBlur={addTyped}
      onKeyDown={(event) => {
        const { key, target, ctrlKey, metaKey } = event;
        if (key !== "Enter" || ctrlKey || metaKey || typed.trim() === "") return;
        const isChoosing = Boolean((target as Element).getAttribute("aria-activedescendant"));
        if (!isChoosing) addTyped();
      }}
      renderValue={(list, getItemProps) =>
        list.map((choice, index) => {
          const { key, ...item } = getItemProps({ index });
          return (
            <Chip key={key} {...item} label={choice.label} title={choice.value} size="small" />
          );
        })
      }
      disableCloseOnSelect
    />
  );
}
