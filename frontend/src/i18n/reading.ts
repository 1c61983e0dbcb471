/** The sentences about how texts are read. */

import { gettext } from "./catalogue.js";

export const reading = {
  projectLanguage: () => gettext("Which language will you write in?"),
  projectLanguageNow: () => gettext("You write in"),
  languageChanged: () => gettext("Saved. Let it learn again, so that it reads the new language."),
};
