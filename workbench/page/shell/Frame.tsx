import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import type { ReactNode } from "react";

/** The height of the header of wide screens, in pixels. */
const HEADER_PX = 56;

interface FrameProps {
  header: ReactNode;
  /** Beside the page on wide screens. */
  navigation?: ReactNode;
  /** Messages about the workbench itself. */
  banner?: ReactNode;
  children: ReactNode;
}

/** The landmarks of all pages: header, navigation and main. */
export function Frame({ header, navigation, banner, children }: FrameProps) {
  return (
    <>
      <Link
        href="#main"
        onClick={(event) => {
          // The hash is the address of the page.
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
        sx={{
          position: "fixed",
          top: 8,
          left: -9999,
          zIndex: "tooltip",
          px: 2,
          py: 1,
          borderRadius: 1,
          bgcolor: "background.paper",
          boxShadow: 3,
          "&:focus": { left: 8 },
        }}
      >
        Skip to the page
      </Link>
      <Box
        component="header"
        sx={{
          position: "sticky",
          top: 0,
          zIndex: "appBar",
          display: "flex",
          flexWrap: "wrap",
          alignItems: "center",
          columnGap: 1,
          px: { xs: 1, sm: 2 },
          py: 0.75,
          minHeight: HEADER_PX,
          bgcolor: "background.paper",
          borderBottom: 1,
          borderColor: "divider",
        }}
      >
        {header}
      </Box>
      {banner}
      <Box sx={{ display: "flex", alignItems: "flex-start" }}>
        {navigation && (
          <Box
            sx={{
              display: { xs: "none", md: "block" },
              width: 300,
              flexShrink: 0,
              position: "sticky",
              top: HEADER_PX,
              height: `calc(100vh - ${HEADER_PX}px)`,
              overflow: "auto",
              borderRight: 1,
              borderColor: "divider",
            }}
          >
            {navigation}
          </Box>
        )}
        <Box
          component="main"
          id="main"
          tabIndex={-1}
          sx={{ flex: 1, minWidth: 0, p: { xs: 2, sm: 3 }, pb: 8, outline: "none" }}
        >
          {children}
        </Box>
      </Box>
    </>
  );
}
