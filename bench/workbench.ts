import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { EXIT, readOptions, runProgram, wholeNumber } from "../cli";
import { Refusal } from "../cli/errors";
import { launchBrowser } from "../test/browser/launch";
import { WORKBENCH_GOALS } from "./budget";
import { DIST, existing } from "./bundleSize";
import { type Comparison, fails, rowOf } from "./compare";
import { runRounds, type Sample } from "./rounds";
import { tableOf } from "./table";

const HELP = `Measures the start of the workbench of the built component, and a picker of 10,000 choices, each time with a
new server and a new browser.

  npx tsx bench/workbench.ts             five starts
  npx tsx bench/workbench.ts --runs 3    three starts

The exit code is 1 if a goal is missed, and 2 if the workbench cannot start.
`;

/** A component with a picker of 10,000 choices. */
const CHOICES = path.resolve(__dirname, "../workbench/fixtures/choices.cjs");

const MAIN = path.resolve(__dirname, "../workbench/main.ts");

/** Notes the time at which the navigation has its steps. It runs before the scripts of the page. */
const WATCH_STEPS = `new MutationObserver((_, observer) => {
  if (window.stepsListedMs || !document.querySelector('nav a[href^="#/steps/"]')) return;
  observer.disconnect();
  // After the frame that shows them.
  requestAnimationFrame(() => setTimeout(() => { window.stepsListedMs = performance.now(); }));
}).observe(document, { childList: true, subtree: true });`;

const READ_FIGURES = `(() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const first = [...document.querySelectorAll("link[rel=modulepreload], script[src]")]
    .map(({ href, src }) => href || src);
  const sizes = performance.getEntriesByType("resource")
    .filter(({ name }) => first.includes(name))
    .map(({ encodedBodySize }) => encodedBodySize);
  return {
    paintMs: paint?.startTime,
    listedMs: window.stepsListedMs,
    scriptBytes: sizes.reduce((sum, size) => sum + size, 0),
  };
})()`;

/** Opens the first picker. Resolves with the milliseconds until its first 200 choices are on screen. */
const OPEN_PICKER = `(async () => {
  const start = performance.now();
  document.querySelector('button[title="Show choices"]').click();
  const frame = () => new Promise(requestAnimationFrame);
  while (document.querySelectorAll('[role="option"]').length < 200) await frame();
  await frame();
  return performance.now() - start;
})()`;

const own = { variant: "workbench", unit: "ms" } as const;

const COMPARISONS: readonly Comparison[] = [
  { ...own, what: "start to the URL", figure: "urlMs", goal: WORKBENCH_GOALS.urlMs },
  { ...own, what: "first paint", figure: "paintMs", goal: WORKBENCH_GOALS.paintMs },
  { ...own, what: "steps listed", figure: "listedMs", goal: WORKBENCH_GOALS.listedMs },
  {
    ...own,
    what: "picker of 10,000 choices opens",
    figure: "pickerMs",
    goal: WORKBENCH_GOALS.pickerMs,
  },
  {
    ...own,
    what: "first scripts, packed by gzip",
    unit: "bytes",
    figure: "scriptBytes",
    goal: WORKBENCH_GOALS.scriptBytes,
  },
];

/** Waits for the URL that the workbench prints. @throws Refusal if it ends without one. */
async function urlOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the process has no output");
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = line.match(/^Workbench: (\S+)$/) ?? [];
    if (url) return url;
  }
  throw new Refusal("the workbench ended without a URL");
}

/** Opens the workbench once, and returns the figures of its page. */
async function measurePage(url: string): Promise<Sample> {
  const browser = await launchBrowser();
  try {
    const page = await browser.context.newPage();
    // On a narrow screen, the navigation is hidden at first.
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.addInitScript(WATCH_STEPS);
    await page.goto(url);
    await page.locator('nav a[href^="#/steps/"]').first().waitFor();
    for (;;) {
      const figures = await page.evaluate<Sample>(READ_FIGURES);
      if (figures.listedMs !== undefined && figures.paintMs !== undefined) return figures;
    }
  } finally {
    await browser.close();
  }
}

/** Opens a picker of 10,000 choices in a page that has loaded its form. */
async function measurePicker(url: string): Promise<Sample> {
  const browser = await launchBrowser();
  try {
    const page = await browser.context.newPage();
    await page.goto(url);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.evaluate("location.hash = '#/steps/choose'");
    await page.getByRole("combobox", { name: "Source", exact: true }).waitFor();
    return { pickerMs: await page.evaluate<number>(OPEN_PICKER) };
  } finally {
    await browser.close();
  }
}

/** Starts a workbench, measures it, and ends it. */
async function measureWorkbench(
  args: readonly string[],
  measure: (url: string, urlMs: number) => Promise<Sample>,
): Promise<Sample> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const url = await urlOf(child);
    return await measure(url, performance.now() - startedAt);
  } finally {
    const ended = once(child, "exit");
    if (child.exitCode === null && child.kill("SIGTERM")) await ended;
  }
}

const measureAll = async (): Promise<Sample> => ({
  ...(await measureWorkbench(["--no-build"], async (url, urlMs) => ({
    urlMs,
    ...(await measurePage(url)),
  }))),
  ...(await measureWorkbench(["--component", CHOICES], measurePicker)),
});

runProgram({
  help: HELP,
  run: async (args) => {
    const { runs = "5" } = readOptions(args, { runs: { takes: "a number" } });
    existing(DIST);
    const count = wholeNumber("runs", runs, 1, 100);
    const samples = await runRounds([{ name: "workbench" }], count, measureAll);
    const rows = COMPARISONS.map((comparison) => rowOf(comparison, samples));
    process.stdout.write(`${tableOf([{ title: "Workbench", rows }])}\n`);
    return rows.some(fails) ? EXIT.failed : EXIT.done;
  },
});
