import Typography from "@mui/material/Typography";

/** Says why an export lacks what a data source loads. @param what such as `choices`. */
export const describeAbsent = (what: string): string =>
  `Read-only: ${what} of a workspace cannot be loaded here.`;

interface FromWorkspaceProps {
  what: string;
  /** The id that the label of the input refers to. */
  id?: string;
}

/** Stands in an export for what a data source makes. */
export function FromWorkspace({ what, id }: FromWorkspaceProps) {
  return (
    <Typography id={id} variant="body2" color="text.secondary">
      {describeAbsent(what)}
    </Typography>
  );
}
