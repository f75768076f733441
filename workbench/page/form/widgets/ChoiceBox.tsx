import Alert from "@mui/material/Alert";
import Autocomplete, { type AutocompleteProps } from "@mui/material/Autocomplete";
import Paper, { type PaperProps } from "@mui/material/Paper";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { type ReactNode, useMemo } from "react";
import type { Choice } from "../../../protocol";
import { filterChoices } from "../choices";
import { CHOICE_LOOK, ChoiceOption } from "./ChoiceOption";
import { describeAbsent } from "./FromWorkspace";
import type { Choices } from "./useChoices";
import type { WidgetProps } from "./widget";

interface PopupProps extends PaperProps {
  /** Shown below the choices. */
  end?: string;
}

/** The popup of a picker, with a line at its end if choices are hidden. */
function Popup({ children, end, ...props }: PopupProps) {
  return (
    <Paper elevation={8} {...props}>
      {children}
      {end !== undefined && (
        <Typography variant="body2" color="text.secondary" px={2} py={1}>
          {end}
        </Typography>
      )}
    </Paper>
  );
}

/** The text of a list without choices, or the error of its data source. */
function emptyText({ choices, error, isElsewhere }: Choices): ReactNode {
  if (isElsewhere) return describeAbsent("choices");
  if (error !== undefined) {
    return (
      <Alert severity="error" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {error}
      </Alert>
    );
  }
  return choices.length === 0 ? "No choices" : "No choice with this text";
}

/** The properties of the Autocomplete in which pickers differ. */
type Own = "multiple" | "value" | "inputValue" | "onInputChange" | "onChange" | "onBlur";

interface ChoiceBoxProps<Multiple extends boolean>
  extends Pick<
    AutocompleteProps<Choice, Multiple, false, false>,
    Own | "onKeyDown" | "renderValue" | "clearOnBlur" | "disableCloseOnSelect"
  > {
  widget: WidgetProps;
  source: Choices;
  /** The text that the choices on screen have in their label or key. */
  filter: string;
  placeholder: string | undefined;
  /** True if a choice shows its label only. */
  hidesKeys?: boolean;
}

/**
 * A text field with a list of choices, for all pickers: it loads the choices when it opens, filters them,
 * shows the first of them with the number of the others, and shows the error of their data source.
 */
export function ChoiceBox<Multiple extends boolean = false>(props: ChoiceBoxProps<Multiple>) {
  const { widget, source, filter, placeholder, hidesKeys, ...own } = props;
  const { input, isInvalid, id, helpId } = widget;
  const { choices, isLoading, load } = source;
  const { shown, hidden } = useMemo(() => filterChoices(choices, filter), [choices, filter]);
  const end = hidden > 0 ? `${hidden.toLocaleString("en-US")} more, type to narrow` : undefined;
  return (
    <Autocomplete
      {...own}
      id={id}
      options={choices}
      onOpen={load}
      filterOptions={() => [...shown]}
      getOptionKey={(choice) => choice.value}
      isOptionEqualToValue={(one, other) => one.value === other.value}
      renderOption={({ key, ...option }, choice) => (
        <ChoiceOption key={key} {...option} choice={choice} hidesKey={hidesKeys} />
      )}
      loading={isLoading}
      noOptionsText={emptyText(source)}
      openText="Show choices"
      closeText="Hide choices"
      fullWidth
      size="small"
      slots={{ paper: Popup }}
      slotProps={{ paper: { end } as PaperProps, listbox: { sx: CHOICE_LOOK } }}
      renderInput={(params) => (
        <TextField
          {...params}
          placeholder={placeholder}
          error={isInvalid}
          hiddenLabel
          slotProps={{
            htmlInput: {
              ...params.inputProps,
              "aria-describedby": helpId,
              // The text field of several choices is empty while there are values.
              "aria-required": input.required || undefined,
              spellCheck: false,
            },
          }}
        />
      )}
    />
  );
}
