import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Step from "@mui/material/Step";
import StepLabel from "@mui/material/StepLabel";
import Stepper from "@mui/material/Stepper";
import Typography from "@mui/material/Typography";
import {
  type FormEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { configurationPath } from "../../apiPaths";
import { ownValue } from "../../ownValue";
import type { Configuration, ConfigurationPage } from "../../packageProtocol";
import { useResource } from "../api/useResource";
import { useWorkbench } from "../api/WorkbenchProvider";
import { PageSkeleton } from "../shell/Loading";
import { PageHeading } from "../shell/PageHeading";
import { setConfigValues } from "./configValues";
import { Finished } from "./Finished";
import { VariableRow } from "./VariableRow";
import { findGaps, forgetOffered, isForm, setVariable, toConfigFile } from "./variables";
import { keepWizard, recallWizard, type WizardState } from "./wizardState";

/** A configuration without a config page still has a page to finish. */
const NO_PAGE: ConfigurationPage = { name: "Configuration", tagline: "", elements: [] };

/** Milliseconds after which JSON Forms has told the text that was typed last. */
const FORM_MS = 400;

/** The first control of a variable that is marked. */
const INVALID = ":is([aria-invalid=true], [data-invalid] :is(a, button, iframe))";

const hasForm = ({ variables }: Configuration, page: ConfigurationPage | undefined): boolean =>
  page?.elements.some(
    (element) =>
      element.type === "variable" &&
      variables.some((variable) => variable.key === element.name && isForm(variable)),
  ) === true;

function useWizard(configuration: Configuration) {
  const { workspace, workspaces } = useWorkbench();
  const { name } = configuration;
  const [state, setState] = useState(() => recallWizard(name));
  const latest = useRef(state);
  const change = useCallback(
    (part: Partial<WizardState>) => {
      latest.current = { ...latest.current, ...part };
      keepWizard(name, latest.current);
      setState(latest.current);
    },
    [name],
  );
  const read = useCallback(() => latest.current.values, []);
  const set = useCallback(
    (variable: string, value: unknown) =>
      change({ values: setVariable(configuration, read(), variable, value) }),
    [change, configuration, read],
  );
  const isConnected = workspaces[workspace] !== undefined;
  const at = `${workspace} ${workspaces[workspace]?.name ?? ""}`;
  useLayoutEffect(() => {
    const { workspace: before, values } = latest.current;
    if (before === at) return;
    change({
      workspace: at,
      values: before === "" ? values : forgetOffered(configuration, values),
      page: 0,
    });
  }, [at, change, configuration]);
  return { state, change, read, set, isConnected };
}

interface GapsProps {
  gaps: Readonly<Record<string, string>>;
  isShown: boolean;
}

/** Lists what is missing on the page. */
function Gaps({ gaps, isShown }: GapsProps) {
  const names = Object.keys(gaps);
  return (
    <div role="status">
      {isShown && names.length > 0 && (
        <Alert severity="error">{`To continue, complete: ${names.join(", ")}.`}</Alert>
      )}
    </div>
  );
}

/** The steps of the wizard. */
function Progress({ pages, at }: { pages: readonly ConfigurationPage[]; at: number }) {
  return (
    <>
      <Typography color="text.secondary" sx={{ display: { sm: "none" } }}>
        {`Page ${Math.min(at + 1, pages.length)} of ${pages.length}`}
      </Typography>
      <Stepper
        activeStep={at}
        aria-label="Config pages"
        sx={{ display: { xs: "none", sm: "flex" } }}
      >
        {pages.map(({ name }, place) => (
          <Step key={name} aria-current={place === at ? "step" : undefined}>
            <StepLabel>{name}</StepLabel>
          </Step>
        ))}
      </Stepper>
    </>
  );
}

function Wizard({ configuration }: { configuration: Configuration }) {
  const { component, isReadOnly } = useWorkbench();
  const { state, change, read, set, isConnected } = useWizard(configuration);
  const { values } = state;
  const pages = configuration.pages.length > 0 ? configuration.pages : [NO_PAGE];
  const page = pages[state.page];
  const [isChecked, setChecked] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const shownPage = useRef(state.page);
  useEffect(() => {
    if (shownPage.current === state.page) return;
    shownPage.current = state.page;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [state.page]);
  const gaps = useMemo(
    () => (page ? findGaps(configuration, page, values, isConnected) : {}),
    [configuration, page, values, isConnected],
  );
  const go = (to: number) => {
    setChecked(false);
    change({ page: to });
  };
  const finishPage = () => {
    // Without a workspace no page can be completed, but each can be looked at.
    if (isReadOnly) return go(state.page + 1);
    const current = read();
    if (page && Object.keys(findGaps(configuration, page, current, isConnected)).length > 0) {
      setChecked(true);
      // After the fields are marked.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(INVALID)?.focus());
      return;
    }
    if (isLast) {
      const file = toConfigFile(configuration, current, { keepsSecrets: true });
      setConfigValues(configuration.name, file);
    }
    go(state.page + 1);
  };
  const isLast = state.page === pages.length - 1;
  const next = (event: FormEvent) => {
    event.preventDefault();
    if (isReadOnly && isLast) return;
    if (hasForm(configuration, page) && !isReadOnly) setTimeout(finishPage, FORM_MS);
    else finishPage();
  };
  return (
    <Stack spacing={3} sx={{ maxWidth: 760 }}>
      <Stack spacing={1}>
        <PageHeading
          title={`Configure ${configuration.label}`}
          of={`${component.label} workbench`}
        />
        {configuration.description && (
          <Typography color="text.secondary">{configuration.description}</Typography>
        )}
      </Stack>
      <Progress pages={pages} at={state.page} />
      <Stack spacing={0.5}>
        <Typography variant="h2" ref={heading} tabIndex={-1} sx={{ outline: "none" }}>
          {page?.name ?? "Finished"}
        </Typography>
        {page?.tagline && <Typography color="text.secondary">{page.tagline}</Typography>}
      </Stack>
      {page ? (
        <Stack
          component="form"
          ref={form}
          noValidate
          autoComplete="off"
          aria-label={page.name}
          spacing={3}
          onSubmit={next}
        >
          {page.elements.map((element) => {
            if (element.type === "text") {
              return <Typography key={`text ${element.text}`}>{element.text}</Typography>;
            }
            const { name } = element;
            const variable = configuration.variables.find(({ key }) => key === name);
            const gap = isChecked ? ownValue(gaps, name) : undefined;
            return variable ? (
              <div key={name} data-invalid={gap === undefined ? undefined : ""}>
                <VariableRow
                  configuration={configuration}
                  variable={variable}
                  read={read}
                  value={ownValue(values, name)}
                  error={gap}
                  onSet={set}
                />
              </div>
            ) : (
              <Alert
                key={name}
                severity="warning"
              >{`${name}: no config variable of that name`}</Alert>
            );
          })}
          <Gaps gaps={gaps} isShown={isChecked} />
          <Stack direction="row" spacing={1}>
            {state.page > 0 && <Button onClick={() => go(state.page - 1)}>Back</Button>}
            {!(isReadOnly && isLast) && (
              <Button type="submit" variant="contained">
                {isLast ? "Finish" : "Next"}
              </Button>
            )}
          </Stack>
        </Stack>
      ) : (
        <Finished
          configuration={configuration}
          values={values}
          onBack={() => go(pages.length - 1)}
          onRestart={() => {
            setChecked(false);
            change({ page: 0, values: {} });
          }}
        />
      )}
    </Stack>
  );
}

/** The wizard that a customer gets to configure an integration. */
export function WizardPage({ name }: { name: string }) {
  const { component } = useWorkbench();
  const { data, error } = useResource<Configuration>(configurationPath(name));
  if (data) return <Wizard configuration={data} key={name} />;
  if (error === undefined) return <PageSkeleton />;
  return (
    <Stack spacing={2} sx={{ maxWidth: 640 }}>
      <PageHeading title={`Configure ${name}`} of={`${component.label} workbench`} />
      <Alert severity="error" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {error === "Not found." ? `The package has no integration flows/${name}.yml.` : error}
      </Alert>
    </Stack>
  );
}
