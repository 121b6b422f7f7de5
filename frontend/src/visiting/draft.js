/**
 * What is typed on the page of a visit, kept on this device until it is handed in.
 * A draft is {at, version, done, total, fields: [[name, value]…]}; its key is person:visit, so that
 * nobody is shown the draft of another person.
 */
const PREFIX = "visit:";

/** Entered values of a form: files, tokens and buttons left out, switched-off rows kept. */
export function fieldsOf(form) {
  return [...form.elements]
    .filter(({ name, type }) => name && !["file", "submit", "button"].includes(type) && name !== "csrfmiddlewaretoken")
    .filter(({ type, checked }) => !["radio", "checkbox"].includes(type) || checked)
    .map(({ name, value }) => [name, value])
    .filter(([, value]) => value !== "");
}

/** Put `fields` back: everything else is emptied. Rows must be there already. */
export function fill(form, fields) {
  const wanted = new Map(fields);
  for (const field of form.elements) {
    if (!field.name || ["file", "submit", "button"].includes(field.type) || field.name === "csrfmiddlewaretoken") continue;
    const value = wanted.get(field.name);
    if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
    else field.value = value ?? "";
  }
}

/** Keep a draft; false where the device has no room. */
export function keep(key, draft) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** The draft of a visit, or null. */
export function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
  } catch {
    return null;
  }
}

/** Forget a visit that was handed in, with its timers. */
export function drop(person, visit) {
  localStorage.removeItem(`${PREFIX}${person}:${visit}`);
  forget(`timer:${visit}:`);
}

/** Forget everything whose name begins so. */
export function forget(prefix) {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  for (const name of names) localStorage.removeItem(name);
}
