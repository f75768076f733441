import SearchIcon from "@mui/icons-material/Search";
import Box from "@mui/material/Box";
import InputBase from "@mui/material/InputBase";
import Paper from "@mui/material/Paper";
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { DocumentSummary } from "../../packageProtocol";
import type { FlowSummary, StepDescription } from "../../protocol";
import { useResource } from "../api/useResource";
import { useWorkbench } from "../api/WorkbenchProvider";
import { addressOf } from "./address";
import { createDocumentSearch } from "./documentSearch";
import { createFlowSearch } from "./flowSearch";
import { KIND_NAMES } from "./grouping";
import { type Hit, orderHits } from "./hit";
import { createSearch } from "./ranking";

/** More hits are not listed: more words find the right one sooner. */
const MOST_FOUND = 30;

const LIST = "search-results";
const optionId = (at: number): string => `search-result-${at}`;
const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent);

const toHit = (step: StepDescription): Hit => ({
  address: addressOf(step),
  label: step.label,
  detail: step.kind === "action" ? `${KIND_NAMES.action} · ${step.group}` : KIND_NAMES[step.kind],
});

/** Searches the steps, triggers, data sources, flows and documents. Ctrl+K leads to it. */
export function Search() {
  const { component } = useWorkbench();
  const [, navigate] = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const find = useMemo(() => createSearch(component.steps), [component.steps]);
  const query = useDeferredValue(typed);
  const { data: documents } = useResource<DocumentSummary[]>("docs");
  const findDocuments = useMemo(() => createDocumentSearch(documents ?? []), [documents]);
  // The check of the flows takes time, so they are loaded for those who search.
  const [isUsed, setUsed] = useState(false);
  const { data: flows } = useResource<FlowSummary[]>(isUsed ? "flows" : undefined);
  const findFlows = useMemo(() => createFlowSearch(flows ?? []), [flows]);
  const findAll = (words: string): { hits: Hit[]; count: number } => {
    const kinds = {
      steps: find(words).map(toHit),
      flows: findFlows(words),
      documents: findDocuments(words),
    };
    return orderHits(words, kinds, MOST_FOUND);
  };
  const { hits: found, count } = findAll(query);
  const isShown = isOpen && query.trim() !== "";

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      if (event.altKey || event.shiftKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => {
    if (isShown) document.getElementById(optionId(active))?.scrollIntoView({ block: "nearest" });
  }, [active, isShown]);

  const leave = () => {
    setOpen(false);
    setTyped("");
    input.current?.blur();
  };
  const choose = (at: number) => {
    // The list may lag behind the words by one key.
    const hit = (typed === query ? found : findAll(typed).hits)[at];
    if (!hit) return;
    leave();
    navigate(hit.address);
  };
  const move = (by: number) => {
    if (found.length > 0) setActive((active + by + found.length) % found.length);
    setOpen(true);
  };
  const act = (key: string): boolean => {
    switch (key) {
      case "ArrowDown":
        move(1);
        return true;
      case "ArrowUp":
        move(-1);
        return true;
      case "Enter":
        choose(active);
        return true;
      case "Escape":
        leave();
        document.getElementById("main")?.focus();
        return true;
      default:
        return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || !act(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Box
      component="search"
      sx={{ position: "relative", flex: 1, minWidth: { xs: "100%", sm: 220 }, maxWidth: 560 }}
    >
      <InputBase
        inputRef={input}
        fullWidth
        value={typed}
        placeholder={`Search (${IS_APPLE ? "⌘K" : "Ctrl+K"})`}
        startAdornment={<SearchIcon fontSize="small" color="action" sx={{ mr: 1 }} />}
        onChange={({ target }) => {
          setTyped(target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => {
          setOpen(true);
          setUsed(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        slotProps={{
          input: {
            role: "combobox",
            "aria-label": "Search steps, triggers, data sources, flows and documents",
            "aria-autocomplete": "list",
            "aria-expanded": isShown,
            "aria-controls": isShown ? LIST : undefined,
            "aria-activedescendant": isShown && found[active] ? optionId(active) : undefined,
            autoComplete: "off",
            spellCheck: false,
          },
        }}
        sx={{
          px: 1.5,
          height: 38,
          border: 1,
          borderColor: "divider",
          borderRadius: 1,
          bgcolor: "action.hover",
          "&:focus-within": { borderColor: "primary.main", bgcolor: "background.paper" },
        }}
      />
      {isShown && (
        <Paper
          elevation={8}
          sx={{
            position: "absolute",
            top: "100%",
            left: 0,
            right: 0,
            mt: 0.5,
          }}
          // A click must not take the focus from the input before it is done.
          onMouseDown={(event) => event.preventDefault()}
        >
          <Box
            id={LIST}
            role="listbox"
            aria-label="Search results"
            component="ul"
            sx={{
              listStyle: "none",
              m: 0,
              p: 0.5,
              maxHeight: "min(70vh, 520px)",
              overflow: "auto",
            }}
          >
            {found.map(({ address, label, detail }, at) => (
              <Box
                key={address}
                component="li"
                role="option"
                id={optionId(at)}
                aria-selected={at === active}
                onClick={() => choose(at)}
                onMouseMove={() => setActive(at)}
                sx={{
                  px: 1.5,
                  py: 0.75,
                  borderRadius: 1,
                  cursor: "pointer",
                  bgcolor: at === active ? "action.selected" : undefined,
                }}
              >
                <div>{label}</div>
                <Box sx={{ fontSize: "0.8125rem", color: "text.secondary" }}>{detail}</Box>
              </Box>
            ))}
          </Box>
          {found.length === 0 && <Box sx={{ px: 2, pb: 1.5 }}>Nothing has these words.</Box>}
          {count > found.length && (
            <Box sx={{ px: 2, pb: 1, fontSize: "0.8125rem", color: "text.secondary" }}>
              {`The best ${found.length} of ${count}`}
            </Box>
          )}
        </Paper>
      )}
      <Box role="status" sx={{ position: "absolute", left: -9999 }}>
        {isShown ? `${count} found` : ""}
      </Box>
    </Box>
  );
}
