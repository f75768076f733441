/** A control of a form: its role, its name, the mark of a required input, and the text that describes it. */
export type Control = [role: string, name: string, mark: string, comments: string];

/**
 * Returns the source of a function that runs in the browser. It opens the page of a step, and reads the
 * visible controls of its form in order. The controls within a group belong to it. A name that is hidden or
 * cut off is none.
 */
export const readControls = (address: string): string => `(async () => {
  for (const old of document.querySelectorAll("form")) old.dataset.seen = "true";
  location.hash = ${JSON.stringify(`#${address}`)};
  const start = performance.now();
  const openForm = () => {
    const form = document.querySelector("form:not([data-seen])");
    return form && !form.querySelector(".MuiSkeleton-root") && form;
  };
  while (!openForm()) {
    if (performance.now() - start > 10000) throw new Error("no form opens");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const textOf = (element) => {
    const copy = element.cloneNode(true);
    for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
    return copy.textContent.trim();
  };
  const byIds = (ids) => (ids ?? "").split(" ").flatMap((id) => document.getElementById(id) ?? []);
  const roleOf = (element) => {
    if (element.hasAttribute("role")) return element.getAttribute("role");
    if (element.tagName === "A") return "link";
    return getComputedStyle(element).webkitTextSecurity === "disc" ? "password" : "textbox";
  };
  const nameOf = (element, label) => {
    if (!label) return element.getAttribute("aria-label") ?? "no name";
    const isWhole = label.checkVisibility() && label.scrollWidth <= label.clientWidth + 1;
    return isWhole ? textOf(label) : "name cut off";
  };
  const controls = openForm().querySelectorAll(
    "a[href], input, textarea, [role=combobox], [role=group], [contenteditable=true]",
  );
  return [...controls]
    .filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.closest('[aria-hidden="true"]') &&
        !element.parentElement.closest("[role=group]"),
    )
    .map((element) => {
      const named = byIds(element.getAttribute("aria-labelledby"));
      const [label] = [...named.filter((one) => one !== element), ...(element.labels ?? [])];
      const mark = label?.querySelector('[aria-hidden="true"]')?.textContent.includes("*");
      return [
        roleOf(element),
        nameOf(element, label),
        mark ? "required" : "",
        byIds(element.getAttribute("aria-describedby")).map(textOf).join(" "),
      ];
    });
})()`;
