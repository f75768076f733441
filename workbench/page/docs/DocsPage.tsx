import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useEffect, useMemo } from "react";
import { Link as RouteLink } from "wouter";
import { fromAddressPart } from "../../addressPart";
import { documentPath } from "../../apiPaths";
import { documentAddress } from "../../documents";
import type { DocumentContent, DocumentSummary } from "../../packageProtocol";
import { useResource } from "../api/useResource";
import { useWorkbench } from "../api/WorkbenchProvider";
import { PageSkeleton } from "../shell/Loading";
import { PageHeading } from "../shell/PageHeading";
import { Markdown } from "./Markdown";

/** Scrolls to a place of the document, and moves the focus there. */
function goToPlace(place: string): void {
  const element = place === "" ? null : document.getElementById(place);
  if (!element) return;
  element.scrollIntoView({ block: "start" });
  // An anchor is beside the heading that it is for.
  const next = element.closest("p")?.nextElementSibling ?? element.nextElementSibling;
  const target = element.tabIndex === -1 && element.matches("h2,h3,h4,h5,h6") ? element : next;
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}

/** The heading of a folder: `docs` is Guides, and `docs/reference` is Reference. */
function titleOf(folder: string): string {
  if (folder === "") return "Package";
  if (folder === "documentation") return "For customers";
  const name = folder.split("/").slice(1).join(" ");
  return name === "" ? "Guides" : name.charAt(0).toUpperCase() + name.slice(1);
}

/** The documents of the package, by folder. */
function DocumentList({ documents }: { documents: readonly DocumentSummary[] }) {
  const folders = useMemo(() => {
    const byFolder = new Map<string, DocumentSummary[]>();
    for (const one of documents) {
      const folder = one.path.split("/").slice(0, -1).join("/");
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), one]);
    }
    return [...byFolder];
  }, [documents]);
  return folders.map(([folder, some]) => (
    <section key={folder}>
      <Typography variant="h2" sx={{ mt: 2 }}>
        {titleOf(folder)}
      </Typography>
      <ul>
        {some.map(({ path, title }) => (
          <li key={path}>
            <Link component={RouteLink} href={documentAddress({ path, place: "" })}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}

function Document({
  summary,
  paths,
  place,
}: {
  summary: DocumentSummary;
  paths: ReadonlySet<string>;
  place: string;
}) {
  const { data, error } = useResource<DocumentContent>(documentPath(summary.path));
  useEffect(() => {
    if (data) goToPlace(place);
  }, [data, place]);
  if (error !== undefined) return <Typography color="error">{error}</Typography>;
  if (!data) return <PageSkeleton />;
  return <Markdown path={data.path} text={data.text} paths={paths} />;
}

/** A document of the package, or the list of them. @param address such as `/docs/reference/sources.md#createSource`. */
export function DocsPage({ address }: { address: string }) {
  const { component } = useWorkbench();
  const { data: documents, error } = useResource<DocumentSummary[]>("docs");
  const paths = useMemo(() => new Set(documents?.map(({ path }) => path)), [documents]);
  const [page = "", place = ""] = address.split("#");
  if (error !== undefined) return <Typography color="error">{error}</Typography>;
  if (!documents) return <PageSkeleton />;
  const summary = documents.find(
    // The router decodes an address as a whole.
    ({ path }) => decodeURI(documentAddress({ path, place: "" })) === page,
  );
  const isList = page === "/docs";
  const list = (
    <Link component={RouteLink} href="/docs">
      All documents
    </Link>
  );
  return (
    <Stack sx={{ maxWidth: 1000 }}>
      {!isList && <Box sx={{ mb: 1 }}>{list}</Box>}
      <PageHeading
        title={summary?.title ?? (isList ? "Documentation" : "Not found")}
        of={`${component.label} workbench`}
      />
      {summary && (
        <Box component="article" sx={{ lineHeight: 1.6, overflowWrap: "anywhere" }}>
          <Document summary={summary} paths={paths} place={fromAddressPart(place)} />
        </Box>
      )}
      {!summary && !isList && (
        <Typography>The package has no document with this address.</Typography>
      )}
      {isList && documents.length === 0 && <Typography>The package has no documents.</Typography>}
      {isList && <DocumentList documents={documents} />}
    </Stack>
  );
}
