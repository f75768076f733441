import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import CardContent from "@mui/material/CardContent";
import Chip from "@mui/material/Chip";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import type { ConnectionDescription, InputDescription } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { PageHeading } from "../shell/PageHeading";

function Field({ input }: { input: InputDescription }) {
  const { label, required, comments } = input;
  return (
    <>
      <Typography component="dt" sx={{ fontWeight: 500, mt: 1.5 }}>
        {label}
        {!required && (
          <Typography component="span" color="text.secondary">
            {" (optional)"}
          </Typography>
        )}
      </Typography>
      <Typography component="dd" variant="body2" color="text.secondary" sx={{ m: 0 }}>
        {comments || "No help."}
      </Typography>
    </>
  );
}

function Connection({ connection }: { connection: ConnectionDescription }) {
  const { label, comments, inputs } = connection;
  return (
    <Stack component="section" spacing={0.5}>
      <Typography variant="h3">{label}</Typography>
      {comments && <Typography>{comments}</Typography>}
      <Box component="dl" sx={{ m: 0 }}>
        {inputs.map((input) => (
          <Field key={input.key} input={input} />
        ))}
      </Box>
    </Stack>
  );
}

/** The component as the marketplace shows it, and the help of its connections as customers see it. */
export function MarketplacePage() {
  const { component } = useWorkbench();
  const { icon, label, description, category, connections } = component;
  return (
    <Stack spacing={3} sx={{ maxWidth: 760 }}>
      <PageHeading title="Marketplace card" of={`${label} workbench`} />
      <Card variant="outlined" component="article" aria-label={label}>
        <CardContent>
          <Stack direction="row" spacing={2} sx={{ alignItems: "flex-start" }}>
            {icon && (
              <Box
                component="img"
                src={icon}
                alt={`Icon of ${label}`}
                sx={{ width: 64, height: 64, borderRadius: 1, flexShrink: 0 }}
              />
            )}
            <Stack spacing={1} sx={{ minWidth: 0 }}>
              <Typography variant="h2">{label}</Typography>
              <Typography sx={{ whiteSpace: "pre-line" }}>{description}</Typography>
              {category && (
                <Chip
                  label={category}
                  size="small"
                  variant="outlined"
                  sx={{ alignSelf: "flex-start" }}
                />
              )}
            </Stack>
          </Stack>
        </CardContent>
      </Card>
      <Stack spacing={2}>
        <Typography variant="h2">Connection help</Typography>
        {connections.length === 0 && <Typography>The component needs no connection.</Typography>}
        {connections.map((connection) => (
          <Connection key={connection.key} connection={connection} />
        ))}
      </Stack>
    </Stack>
  );
}
