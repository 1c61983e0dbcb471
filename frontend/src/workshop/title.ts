import { say } from "../i18n/index.js";

export function setTitle(page: string): void {
  document.title = `${page} · ${say.siteName()}`;
}
