import type { ExampleStore } from "../contract/stores.js";
import type { Example } from "../contract/values.js";

/** The example with this id; null when it is there no more. */
export async function exampleWithId(
  examples: Pick<ExampleStore, "page">,
  project: string,
  id: string,
): Promise<Example | null> {
  const page = await examples.page(project, { after: idBefore(id), limit: 1 });
  const [found] = page.examples;
  return found?.id === id ? found : null;
}

/** An id is a number of 128 bits in hex. */
function idBefore(id: string): string {
  const number = BigInt(`0x${id.replaceAll("-", "")}`) - 1n;
  return number
    .toString(16)
    .padStart(32, "0")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
