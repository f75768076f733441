import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import CircularProgress from "@mui/material/CircularProgress";

/** Shown until the component is loaded, and if it cannot be. */
export function Loading({ error }: { error: string | undefined }) {
  return (
    <Box component="main" sx={{ maxWidth: 640, mx: "auto", my: 8, px: 2 }}>
      {error === undefined ? (
        <CircularProgress aria-label="Loading the component" />
      ) : (
        <Alert severity="error">{error}</Alert>
      )}
    </Box>
  );
}
