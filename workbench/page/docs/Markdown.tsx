import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { marked, type Token, type Tokens } from "marked";
import { Fragment, type ReactNode, useMemo } from "react";
import { Link as RouteLink } from "wouter";
import { createSlugs, linkAddress, resolveLink } from "../../documents";
import { CodeBlock } from "../result/CodeBlock";
import { MONOSPACE } from "../shell/theme";
import { DocumentImage } from "./DocumentImage";

interface MarkdownProps {
  /** The path of the document in the package. */
  path: string;
  text: string;
  /** The documents that links can lead to. */
  paths: ReadonlySet<string>;
}

/** The parts of a document that depend on it. */
interface Renderer {
  path: string;
  paths: ReadonlySet<string>;
  slug(text: string): string;
}

/** The header of all pages covers the top of the window. */
const BELOW_HEADER = { scrollMarginTop: { xs: 108, sm: 72 } } as const;

/** The characters that marked leaves as HTML has them. */
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const decodeEntities = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? "");

/** The visible text of tokens. */
const textOf = (tokens: readonly Token[] = []): string =>
  tokens
    .map((token) => ("tokens" in token && token.tokens ? textOf(token.tokens) : plainText(token)))
    .join("");

const plainText = (token: Token): string =>
  token.type === "html" ? "" : decodeEntities("text" in token ? String(token.text) : token.raw);

/** Renders HTML of a document: line breaks and anchors. All other HTML is shown as text. */
function renderHtml(raw: string): ReactNode {
  const html = raw.trim();
  if (/^<br *\/?>$/i.test(html)) return <br />;
  if (/^<!--[\s\S]*-->$/.test(html) || html === "</a>") return null;
  const anchors = [...html.matchAll(/<a id="([^"]+)">(?:<\/a>)?/g)];
  const rest = anchors.reduce((text, [all]) => text.replace(all, ""), html).trim();
  if (anchors.length > 0 && rest === "") {
    return anchors.map(([, id]) => <Box component="span" key={id} id={id} sx={BELOW_HEADER} />);
  }
  return raw;
}

function renderLink({ href, tokens }: Tokens.Link, renderer: Renderer): ReactNode {
  const content = renderAll(tokens, renderer);
  const link = resolveLink(renderer.path, href);
  if (!link) {
    if (!/^(https?|mailto):/i.test(href)) return content;
    return (
      <Link href={href} target="_blank" rel="noopener noreferrer">
        {content}
      </Link>
    );
  }
  const address = linkAddress(link, renderer.paths);
  return address === undefined ? (
    content
  ) : (
    <Link component={RouteLink} href={address}>
      {content}
    </Link>
  );
}

function renderTable({ header, rows, align }: Tokens.Table, renderer: Renderer): ReactNode {
  const cells = (row: Tokens.TableCell[], component: "th" | "td") =>
    row.map(({ tokens }, at) => (
      <Box
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a document never move
        key={at}
        component={component}
        scope={component === "th" ? "col" : undefined}
        sx={{
          textAlign: align[at] ?? "left",
          verticalAlign: "top",
          borderBottom: 1,
          borderColor: "divider",
          p: 1,
          minWidth: 90,
        }}
      >
        {renderAll(tokens, renderer)}
      </Box>
    ));
  return (
    <Box
      role="region"
      aria-label={`Table: ${header.map(({ tokens }) => textOf(tokens)).join(", ")}`}
      tabIndex={0}
      sx={{ overflowX: "auto", my: 2 }}
    >
      <Box component="table" sx={{ borderCollapse: "collapse", fontSize: "0.875rem" }}>
        <thead>
          <tr>{cells(header, "th")}</tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a document never move
            <tr key={at}>{cells(row, "td")}</tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

function renderList({ ordered, start, items }: Tokens.List, renderer: Renderer): ReactNode {
  const lines = items.map(({ tokens }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the items of a document never move
    <li key={at}>{renderAll(tokens, renderer)}</li>
  ));
  return ordered ? <ol start={Number(start) || 1}>{lines}</ol> : <ul>{lines}</ul>;
}

function renderHeading({ depth, tokens }: Tokens.Heading, renderer: Renderer): ReactNode {
  const id = renderer.slug(textOf(tokens));
  // The title of the document is the heading of the page.
  if (depth === 1) return null;
  const level = `h${Math.min(depth, 6)}` as "h2";
  return (
    <Typography
      component={level}
      variant={depth === 2 ? "h2" : "h3"}
      id={id}
      tabIndex={-1}
      sx={{ ...BELOW_HEADER, mt: 3, mb: 1, outline: "none", overflowWrap: "anywhere" }}
    >
      {renderAll(tokens, renderer)}
    </Typography>
  );
}

function renderToken(token: Token, renderer: Renderer): ReactNode {
  const inner = () => renderAll(("tokens" in token && token.tokens) || [], renderer);
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "heading":
      return renderHeading(token as Tokens.Heading, renderer);
    case "paragraph":
      return <p>{inner()}</p>;
    case "text":
      return "tokens" in token && token.tokens ? inner() : plainText(token);
    case "escape":
      return plainText(token);
    case "strong":
      return <strong>{inner()}</strong>;
    case "em":
      return <em>{inner()}</em>;
    case "del":
      return <del>{inner()}</del>;
    case "br":
      return <br />;
    case "hr":
      return <hr />;
    case "codespan":
      return (
        <Box component="code" sx={{ fontFamily: MONOSPACE, fontSize: "0.875em" }}>
          {(token as Tokens.Codespan).text}
        </Box>
      );
    case "code": {
      const { text, lang } = token as Tokens.Code;
      return <CodeBlock text={text} label={lang ? `Code: ${lang}` : "Code"} />;
    }
    case "blockquote":
      return <blockquote>{inner()}</blockquote>;
    case "list":
      return renderList(token as Tokens.List, renderer);
    case "table":
      return renderTable(token as Tokens.Table, renderer);
    case "link":
      return renderLink(token as Tokens.Link, renderer);
    case "image": {
      const { href, text } = token as Tokens.Image;
      return <DocumentImage path={resolveLink(renderer.path, href)?.path ?? ""} label={text} />;
    }
    case "html":
      return renderHtml(token.raw);
    default:
      return token.raw;
  }
}

/** The start of a folded part, with its title. */
const FOLDED = /^<details>\s*<summary>([^<]*)<\/summary>\s*$/;
const isHtml = (token: Token | undefined, html: string): boolean =>
  token?.type === "html" && token.raw.trim() === html;

function renderAll(tokens: readonly Token[], renderer: Renderer): ReactNode[] {
  const nodes: ReactNode[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const [, title] = (token.type === "html" && FOLDED.exec(token.raw)) || [];
    const end =
      title === undefined
        ? -1
        : tokens.findIndex((one, place) => place > at && isHtml(one, "</details>"));
    nodes.push(
      <Fragment key={at}>
        {end < 0 ? (
          renderToken(token, renderer)
        ) : (
          <details>
            <summary>{decodeEntities(title ?? "")}</summary>
            {renderAll(tokens.slice(at + 1, end), renderer)}
          </details>
        )}
      </Fragment>,
    );
    if (end >= 0) at = end;
  }
  return nodes;
}

/** Shows Markdown as elements: no text of a document becomes HTML. */
export function Markdown({ path, text, paths }: MarkdownProps) {
  return useMemo(
    () => renderAll(marked.lexer(text), { path, paths, slug: createSlugs() }),
    [path, text, paths],
  );
}
