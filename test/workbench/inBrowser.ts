import { readFileSync } from "node:fs";

/**
 * Sources of functions that run in the browser: `page.evaluate` takes them as text, since the tests
 * themselves have no types of a browser.
 */

/** The script of axe. The policy of the page lets no script in, except through the protocol of the tests. */
export const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Returns everything that a page keeps or shows, as texts. */
export const EVERYTHING = `[
  document.documentElement.outerHTML,
  document.body.innerText,
  ...[...document.querySelectorAll("input, textarea")].map(({ value }) => value),
  ...Object.entries({ ...localStorage }).flat(),
  ...Object.entries({ ...sessionStorage }).flat(),
  ...performance.getEntries().map(({ name }) => name),
  JSON.stringify(history.state),
  document.cookie,
  location.href,
  document.title,
  window.name,
]`;

/** Opens an address of the workbench in the same page. */
export const goTo = (address: string): string => `location.hash = ${JSON.stringify(`#${address}`)}`;

/** Opens an address of the workbench in the same page, as if from another one: its page begins anew. */
export const turnTo = (address: string): string => `(async () => {
  if (location.hash === ${JSON.stringify(`#${address}`)}) {
    const left = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    location.hash = "#/elsewhere";
    await left;
  }
  ${goTo(address)};
})()`;

/** Sets the address for the next load of the same page. */
export const setAddress = (address: string): string =>
  `history.replaceState(null, "", ${JSON.stringify(`#${address}`)})`;

/** Sends a request, and returns as much of the response as the page may read. */
export const send = (url: string, request: object): string => `(async () => {
  try {
    const response = await fetch(${JSON.stringify(url)}, ${JSON.stringify(request)});
    return [response.type, response.status, await response.text()].join(" ");
  } catch ({ message }) {
    return "failed: " + message;
  }
})()`;

/** Submits a form, which needs no permission of the server to be sent. */
export const submitForm = (url: string): string => `{
  const form = document.createElement("form");
  form.action = ${JSON.stringify(url)};
  form.method = "post";
  document.body.append(form);
  form.submit();
}`;

/** Adds an element that loads a URL. Returns \`load\` or \`error\`. */
export const addElement = (tag: "iframe" | "script", url: string): string => `new Promise(
  (resolve) => {
    const element = document.createElement("${tag}");
    element.onload = element.onerror = ({ type }) => resolve(type);
    element.src = ${JSON.stringify(url)};
    document.body.append(element);
  },
)`;

/** Resolves when the transitions of the page have ended. */
export const SETTLED = `Promise.allSettled(
  document.getAnimations()
    .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    .map((animation) => animation.finished),
).then(() => undefined)`;

/** Finds the serious problems of a page with axe, which must be loaded, with three places of each. @param rules all, if empty. */
export const findProblems = (rules: readonly string[]): string => `axe.run(document, {
  resultTypes: ["violations"],
  ${rules.length > 0 ? `runOnly: ${JSON.stringify(rules)},` : ""}
}).then(({ violations }) => violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map(({ html, failureSummary }) =>
    html.slice(0, 200) + " " + failureSummary).join("\\n")))`;

/** Finds what is beyond the right edge of the window: the page itself, or a control that no box scrolls to. */
export const CUT_OFF = `(() => {
  const width = document.documentElement.clientWidth;
  const page = document.scrollingElement.scrollWidth > width ? ["the page scrolls sideways"] : [];
  const scrolls = (element) =>
    element !== null &&
    (["auto", "scroll"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const controls = [...document.querySelectorAll("main :is(button, input, textarea, [role=combobox], h2, h3)")];
  return page.concat(controls
    .filter((control) => control.checkVisibility() && control.getBoundingClientRect().right > width + 1)
    .filter((control) => !scrolls(control))
    .map((control) => control.outerHTML.slice(0, 200)));
})()`;

/**
 * Resolves when the marked entry of the navigation is in the middle of the list below its tabs, give or take
 * its height. @throws if it does not get there.
 */
export const CURRENT_IN_MIDDLE = `(async () => {
  const navigation = document.querySelector("nav");
  const start = performance.now();
  for (;;) {
    const current = navigation.querySelector('li [aria-current="page"]').getBoundingClientRect();
    const top = navigation.firstElementChild.getBoundingClientRect().bottom;
    const { bottom } = navigation.parentElement.getBoundingClientRect();
    const away = (current.top + current.bottom - top - bottom) / 2;
    if (Math.abs(away) < current.height) return;
    if (performance.now() - start > 5000) throw new Error(away + " pixels from the middle");
    await new Promise(requestAnimationFrame);
  }
})()`;

/** The accessible name of the focused element, as far as labels and attributes give it. */
export const FOCUSED = `(() => {
  const element = document.activeElement;
  const labelled = (element?.getAttribute("aria-labelledby") ?? "").split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim();
  return labelled || element?.getAttribute("aria-label") || element?.labels?.[0]?.textContent || "";
})()`;

/** Replaces the times and durations on a page, which differ from run to run. Seconds are rounded. */
export const FIX_TIMES = `{
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode } = texts;
    const fixed = currentNode.data
      .replace(/\\b\\d{1,2}:\\d\\d:\\d\\d\\s[AP]M\\b/g, "12:00:00 PM")
      .replace(/\\b[\\d.,]+\\s?ms\\b/g, "20 ms")
      .replace(/\\b([\\d.]+)\\s?s\\b/g, (_, seconds) => Math.round(seconds) + " s");
    if (fixed !== currentNode.data) currentNode.data = fixed;
  }
}`;
