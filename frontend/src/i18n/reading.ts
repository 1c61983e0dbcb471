/** The sentences about how texts are read. */

import { gettext } from "./catalogue.js";

export const reading = {
  projectLanguage: () => gettext("Which language will you write in?"),
  projectLanguageNow: () => gettext("You write in"),
  languageChanged: () => gettext("Saved. Let it learn again, so that it reads the new language."),

  howItReads: () => gettext("How I read"),
  readsSentences: () => gettext("I look at whole sentences."),
  readsSentencesWhy: (language: string) =>
    gettext(
      "I have read a lot of %(language)s before. So I can guess about words that you never showed me.",
      {
        language,
      },
    ),
  willReadSentences: () => gettext("I will look at whole sentences."),
  readsLetters: () => gettext("I look at letters and words."),
  readsLettersWhy: () => gettext("I only know the words that you show me. Show me many!"),
  willReadLetters: () => gettext("I will look at letters and words."),
  unknownLanguage: (language: string) =>
    gettext("I can not read sentences in %(language)s yet.", { language }),
  sentencesComing: (size: string) =>
    gettext("I am getting ready to read whole sentences%(size)s. Go on, you do not need to wait.", { size }),
  sentencesNeeded: (size: string) =>
    gettext("I am getting ready%(size)s. I read whole sentences, so I need this before I can guess.", {
      size,
    }),
  sentencesHere: () => gettext("Now I can read whole sentences. Let me learn again!"),
  sentencesWait: () =>
    gettext("I could read whole sentences, too. Your line is slow, so I did not get ready yet."),
  sentencesHeavy: () =>
    gettext(
      "I could read whole sentences, too. This is much work for this computer, so I did not get ready yet.",
    ),
  sentencesAway: () =>
    gettext("I could not get ready to read whole sentences. Try again when you are online."),
  inSize: (size: string) => gettext(" (%(size)s)", { size }),
  getReadyToRead: (size: string) => gettext("Get ready%(size)s", { size }),
  moreLanguages: () => gettext("Text in more languages"),
};
