/** Languages that many schools write in; a browser's own are offered first, whatever they are. */
const COMMON =
  "ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu id it ja ko lt lv ms nb nl pl pt ro ru sk sl sq sr sv sw ta th tr uk ur vi zh".split(
    " ",
  );

/** Language tags without regions, those of the browser first. */
export function languagesOffered(preferred: readonly string[]): string[] {
  const own = preferred.map((tag) => tag.split("-")[0] ?? "").filter((tag) => /^[a-z]{2,3}$/.test(tag));
  return [...new Set([...own, "en", ...COMMON])];
}
