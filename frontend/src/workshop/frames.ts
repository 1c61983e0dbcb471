/** The origins that frames may be of, as the settings of the site say in its shell. A site without any of its own for them
 * has its frames at the address of the workshop. */
export function frameOrigins(): string[] {
  const said = document.querySelector<HTMLMetaElement>('meta[name="frame-origins"]')?.content ?? "";
  const origins = said.split(" ").filter((origin) => origin !== "");
  return origins.length > 0 ? origins : [location.origin];
}
