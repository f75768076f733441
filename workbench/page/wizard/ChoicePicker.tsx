import Alert from "@mui/material/Alert";
import { useEffect, useState } from "react";
import { ChoiceBox } from "../form/widgets/ChoiceBox";
import { useChoices } from "../form/widgets/useChoices";
import type { WidgetProps } from "../form/widgets/widget";
import { type ChosenValue, chooseFrom } from "./variables";

/**
 * A choice of a data source, as a customer sees it: by its label, and without free text. A default, which is
 * the key of a choice, is shown by its label too.
 */
export default function ChoicePicker(props: WidgetProps) {
  const { input, value, onSet, form } = props;
  const source = useChoices(input, form);
  const { choices, error, load } = source;
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
  const [typed, setTyped] = useState(chosen?.label ?? "");
  return (
    <>
      <ChoiceBox
        widget={props}
        source={source}
        filter={typed === chosen?.label ? "" : typed}
        placeholder="Choose one"
        hidesKeys
        value={chosen}
        inputValue={typed}
        onInputChange={(_, text) => setTyped(text)}
        onChange={(_, choice) => onSet(choice ? chooseFrom(choices, choice) : undefined)}
      />
      {error !== undefined && chosen && <Alert severity="error">{error}</Alert>}
    </>
  );
}
