import Typography from "@mui/material/Typography";
import { useEffect, useRef } from "react";

let isFirstPage = true;

interface PageHeadingProps {
  /** The heading, which is the first part of the document's title as well. */
  title: string;
  /** The other part of the document's title. */
  of: string;
}

/** The heading of a page. It receives the focus when the user goes to the page from another one. */
export function PageHeading({ title, of }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstPage) {
      window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    isFirstPage = false;
  }, []);
  useEffect(() => {
    document.title = `${title} - ${of}`;
  }, [title, of]);
  return (
    <Typography
      variant="h1"
      ref={heading}
      tabIndex={-1}
      sx={{ outline: "none", overflowWrap: "anywhere" }}
    >
      {title}
    </Typography>
  );
}
