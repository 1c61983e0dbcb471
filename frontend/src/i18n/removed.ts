/** The sentences about projects that were deleted a moment ago. */

import { gettext } from "./catalogue.js";

export const removed = {
  removedTitle: () => gettext("Deleted just now"),
  removedHow: () => gettext("You can bring it back for ten minutes. Then it is gone."),
  bringBack: () => gettext("Bring back"),
  bringBackIt: (name: string) => gettext("Bring back %(name)s", { name }),
};
