/** Which page of the workshop an address shows, and real links that do not load the shell again. */

export type Step = "train" | "test";
export type Route =
  | { page: "projects" }
  | { page: "new" }
  | { page: "leave" }
  | { page: "project"; project: string; step: Step }
  | { page: "told"; project: string }
  | { page: "card"; project: string }
  | { page: "missing" };

const ROOT = "/workshop/";
const PROJECT = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(train|test|told|card)$/;

export const projectsHref = ROOT;
export const newProjectHref = `${ROOT}new`;
export const leaveHref = `${ROOT}leave`;

export function stepHref(project: string, step: Step): string {
  return `${ROOT}${project}/${step}`;
}

/** The Train page, at one of its labels. */
export function labelHref(project: string, label: string): string {
  return `${stepHref(project, "train")}#label-${label}`;
}

export function toldHref(project: string): string {
  return `${ROOT}${project}/told`;
}

export function cardHref(project: string): string {
  return `${ROOT}${project}/card`;
}

export function routeOf(path: string): Route {
  const rest = path.startsWith(ROOT) ? path.slice(ROOT.length) : null;
  if (rest === "") return { page: "projects" };
  if (rest === "new" || rest === "leave") return { page: rest };
  const [, project, page] = PROJECT.exec(rest ?? "") ?? [];
  if (project && (page === "told" || page === "card")) return { page, project };
  if (project && (page === "train" || page === "test")) return { page: "project", project, step: page };
  return { page: "missing" };
}

/** The address that this click should show without loading the shell again; null leaves it to the browser. */
export function addressOfClick(event: MouseEvent, here: URL): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.target || link.hasAttribute("download")) return null;
  const address = new URL(link.href, here);
  if (address.origin !== here.origin || routeOf(address.pathname).page === "missing") return null;
  if (address.hash && address.pathname === here.pathname) return null;
  return address.pathname + address.hash;
}

/** Open another page of the workshop; the app hears of it through `popstate`. */
export function navigate(path: string, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState(null, "", path);
  else history.replaceState(null, "", path);
  window.dispatchEvent(new PopStateEvent("popstate"));
}
