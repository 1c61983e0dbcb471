/** The sentences about room on this computer and about keeping work safe. */

import { gettext, ngettext } from "./catalogue.js";

export const keeping = {
  room: () => gettext("Room on this computer"),
  roomUsed: (used: string, free: string) => gettext("Used: %(used)s. Free: %(free)s.", { used, free }),
  roomUsedMore: (used: string) => gettext("Used: %(used)s. There is room for more.", { used }),
  roomUsedOnly: (used: string) => gettext("Used: %(used)s.", { used }),
  roomUnknown: () => gettext("This browser does not say how much room is left."),
  roomKept: () => gettext("Kept safe: this browser will not clear your work away."),
  roomNotKept: () => gettext("When the disk is full, the browser may clear your work away."),
  roomToBeSafe: () => gettext("To be safe, save your work to a file."),
  roomLow: () => gettext("This computer is almost full."),
  roomLowHow: () => gettext("Delete what you do not need, or save it to a file first."),
  roomLowMove: () => gettext("You can also move a project to the website."),
  keepSafe: () => gettext("Keep my projects safe"),
  keptSafe: () => gettext("This browser keeps your projects safe now."),
  notKeptSafe: () => gettext("This browser said no for now. Save your work to a file, to be safe."),
  beforeAsking: () =>
    gettext(
      "Your project is on this computer now. The browser will ask if it may keep it. Say yes, so that it is not cleared away.",
    ),

  savedToFile: (when: string) => gettext("Saved to a file %(when)s.", { when }),
  inNoFile: () => gettext("It is in no file yet."),
  changesSince: (count: number) => ngettext("%(count)s change since.", "%(count)s changes since.", count),
  saveToFile: () => gettext("Save to a file"),
  saveAsFile: (name: string) => gettext("Save to a file: %(name)s", { name }),
  savingToFile: () => gettext("Saving it to a file."),
  savedFile: (name: string) => gettext("%(name)s is in a file now. Look where your downloads go.", { name }),
  later: () => gettext("Later"),
  laterFor: (name: string) => gettext("Later for %(name)s", { name }),
  teacherReminds: () => gettext("Your teacher asks you to save your work to a file."),
  showWhich: () => gettext("Show me which"),
};
