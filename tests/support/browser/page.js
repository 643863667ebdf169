// Finds things in the page as people do: by role and name, by label, by words. Run by `page.rs`, which
// passes the name of a question and its arguments.
const visible = (element) =>
  element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
  element.getClientRects().length > 0 &&
  !element.closest("[inert]");
// A bubble that waits for the pointer is there all the time, but cannot be seen through.
const seen = (element) => visible(element) && element.checkVisibility({ opacityProperty: true });
const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const byIds = (ids) => (ids ?? "").split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean);

// While a modal dialog is open the rest of the page is out of reach, but for what floats above it.
const scopes = () => {
  const dialogs = [...document.querySelectorAll("dialog")].filter((dialog) => dialog.matches(":modal"));
  return dialogs.length > 0 ? [dialogs.at(-1)] : [document.body];
};
const all = (selector) =>
  scopes().flatMap((scope) => [scope, ...scope.querySelectorAll(selector)].filter((element) => element.matches(selector)));

const selectors = {
  act: "button:not([role]), a[href]:not([role]), [role=button], [role=link]",
  button: "button:not([role]), [role=button], summary, input[type=submit]",
  link: "a[href]:not([role]), [role=link]",
  heading: "h1, h2, h3, h4, [role=heading]",
  menuitem: "[role=menuitem], [role=menuitemradio]",
  radio: "input[type=radio], [role=radio]",
  checkbox: "input[type=checkbox], [role=checkbox]",
  region: "section[aria-labelledby], section[aria-label], [role=region]",
  alert: "[role=alert]",
  dialog: "dialog, [role=dialog]",
};

const textOf = (element) => {
  if (element.nodeType === Node.TEXT_NODE) return element.data;
  if (element.nodeType !== Node.ELEMENT_NODE) return "";
  if (element.matches("[aria-hidden=true], svg, .tooltip, [role=note]")) return "";
  if (element.hasAttribute("aria-label")) return element.getAttribute("aria-label");
  return [...element.childNodes].map(textOf).join(" ");
};
const labelOf = (control) => {
  const labels = [...(control.labels ?? []), ...byIds(control.getAttribute("aria-labelledby"))];
  const own = (label) =>
    plain([...label.childNodes].filter((node) => !node.classList?.contains("field-optional")).map(textOf).join(" "));
  return labels.map(own).join(" ") || plain(control.getAttribute("aria-label"));
};
const nameOf = (element) => {
  const labelledBy = byIds(element.getAttribute("aria-labelledby"));
  if (labelledBy.length > 0) return plain(labelledBy.map(textOf).join(" "));
  if (element.hasAttribute("aria-label")) return plain(element.getAttribute("aria-label"));
  if (element.labels?.length > 0) return labelOf(element);
  return plain(textOf(element)) || plain(element.getAttribute("title"));
};
const roleOf = (element) => {
  const known = Object.entries(selectors).find(([role, selector]) => role !== "act" && element.matches(selector));
  if (known) return known[0];
  if (element.matches("input, textarea")) return "field";
  if (element.matches("select")) return "choice";
  return element.tagName.toLowerCase();
};
const descriptionOf = (element) =>
  plain(byIds(element.getAttribute("aria-describedby")).map((part) => part.textContent).join(" "));
// What hides itself for the sake of its look, a radio button behind a picture, is pressed by its label.
const pressable = (element) =>
  element.matches(".visually-hidden") && element.labels?.length > 0 ? element.labels[0] : element;

const find = {
  role: (role, name) => all(selectors[role]).filter((element) => visible(element) && nameOf(element) === name),
  control: (label) =>
    all("input, textarea, select, [role=radiogroup]").filter(
      (control) => visible(control) && control.type !== "radio" && labelOf(control) === label,
    ),
  option: (label, option) =>
    find
      .control(label)
      .concat(all("fieldset").filter((set) => plain(set.querySelector("legend")?.textContent) === label))
      .flatMap((control) => [...control.querySelectorAll("option, [role=radio], input[type=radio]")])
      .filter((choice) => (choice.tagName === "OPTION" ? plain(choice.label) : nameOf(choice)) === option),
  selector: (selector) => all(selector).filter(visible),
};

const questions = {
  find: (how, ...names) => find[how](...names).map(pressable),
  text: () => plain(scopes().map((scope) => scope.innerText).join(" ")),
  // How long ago something was is said anew every half a minute: the time itself stands beside it.
  lastingText: () => {
    const ages = [...document.querySelectorAll("time > [aria-hidden=true]")];
    for (const age of ages) age.hidden = true;
    const text = questions.text();
    for (const age of ages) age.hidden = false;
    return text;
  },
  heading: () => plain([...document.querySelectorAll("h1")].filter(visible).map((h1) => h1.textContent).join(" ")),
  toasts: () =>
    [...document.querySelectorAll("[data-testid=toasts] .toast-text")].filter(visible).map((t) => plain(t.textContent)),
  rows: (region) =>
    all("tr, li")
      .filter(visible)
      .filter((row) => {
        const section = row.closest(selectors.region);
        return !region || (section !== null && nameOf(section) === region);
      })
      .map((row) => plain(row.innerText)),
  names: (role) => all(selectors[role]).filter(visible).map(nameOf),
  refused: (how, ...names) =>
    find[how](...names).map((element) => ({
      refused: element.getAttribute("aria-disabled") === "true",
      reason: descriptionOf(element),
      seen: byIds(element.getAttribute("aria-describedby")).every(seen),
    })),
  field: (label) =>
    find.control(label).map((control) => ({
      value: control.value ?? null,
      invalid: control.getAttribute("aria-invalid") === "true",
      error: plain(document.getElementById(`${control.id}-error`)?.textContent),
      described: descriptionOf(control),
    })),
  // The ring may be drawn around what the focused thing stands for: a whole card, or a frame.
  focus: () => {
    const active = document.activeElement;
    const around = [active, active.parentElement, active.parentElement?.parentElement, active.closest("li")];
    const styles = around.filter(Boolean).map((element) => getComputedStyle(element));
    styles.push(getComputedStyle(active, "::after"));
    return {
      role: roleOf(active),
      name: labelOf(active) || nameOf(active),
      ring: styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1),
      shown: active.matches(":focus-visible"),
    };
  },
  root: (attribute) => document.documentElement.getAttribute(attribute),
  title: () => document.title,
  background: () => getComputedStyle(document.body).backgroundColor,
};
return questions[arguments[0]](...arguments[1]);
