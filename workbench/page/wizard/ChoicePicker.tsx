import Alert from "@mui/material/Alert";
import { useState } from "react";
import { ChoiceBox } from "../form/widgets/ChoiceBox";
import { useChoices } from "../form/widgets/useChoices";
import type { WidgetProps } from "../form/widgets/widget";
import { type ChosenValue, chooseFrom } from "./variables";

/** A choice of a data source, as a customer sees it: by its label, and without free text. */
export default function ChoicePicker(props: WidgetProps) {
  const { input, value, onSet, form } = props;
  const source = useChoices(input, form);
  const { choices, error } = source;
  const stored = value as ChosenValue | undefined;
  const chosen = stored ? { label: stored.label, value: stored.key } : null;
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
