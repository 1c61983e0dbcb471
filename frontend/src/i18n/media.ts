/** The sentences about pictures and sounds. */

import { gettext, ngettext } from "./catalogue.js";

export const media = {
  choosePictures: () => gettext("Choose pictures"),
  choosePicturesFor: (label: string) => gettext("Choose pictures for %(label)s", { label }),
  chooseSounds: () => gettext("Choose sounds"),
  chooseSoundsFor: (label: string) => gettext("Choose sounds for %(label)s", { label }),
  dropPictures: () => gettext("You can drop pictures here too, or paste one."),
  dropSounds: () => gettext("You can drop sounds here too."),
  pasteWhere: () => gettext("Press on a label first. Then paste."),
  pictureNumber: (number: number) => gettext("Picture %(number)s", { number }),
  soundNumber: (number: number) => gettext("Sound %(number)s", { number }),
  play: (name: string) => gettext("Play %(name)s", { name }),
  notShown: () => gettext("can not be shown"),
  noPictures: () => gettext("No pictures yet."),
  noSounds: () => gettext("No sounds yet."),

  camera: () => gettext("Camera"),
  cameraFor: (label: string) => gettext("Camera for %(label)s", { label }),
  cameraWhy: () =>
    gettext(
      "Your browser will ask if this page may use the camera. Say yes, or it sees nothing. It is off when you close this.",
    ),
  cameraOn: () => gettext("Turn the camera on"),
  cameraStarts: () => gettext("The camera starts…"),
  cameraShows: () => gettext("What the camera sees"),
  takePicture: () => gettext("Take a picture"),
  picturesTaken: (count: number) =>
    ngettext("You took %(count)s picture.", "You took %(count)s pictures.", count),
  noCamera: () => gettext("We see no camera here. Plug one in, or choose files."),
  cameraBlocked: () =>
    gettext("This browser does not let us use the camera. Press the sign by the address and say yes."),
  cameraBusy: () => gettext("The camera does not start. Close what else may use it, then try again."),
  cameraUnsafe: () => gettext("This page can not use a camera. Choose picture files."),

  record: () => gettext("Record"),
  recordFor: (label: string) => gettext("Record for %(label)s", { label }),
  microphoneWhy: () =>
    gettext(
      "Your browser will ask if this page may use the microphone. Say yes, or it hears nothing. It is off when you close this.",
    ),
  microphoneOn: () => gettext("Turn the microphone on"),
  microphoneStarts: () => gettext("The microphone starts…"),
  howLoud: () => gettext("How loud it is"),
  recordHow: () => gettext("Press the button, then make the sound. A clip is one second long."),
  recordNow: () => gettext("Record a clip"),
  recording: () => gettext("It listens…"),
  soundsRecorded: (count: number) => ngettext("You made %(count)s clip.", "You made %(count)s clips.", count),
  noMicrophone: () => gettext("We see no microphone here. Plug one in, or choose files."),
  microphoneBlocked: () =>
    gettext("This browser does not let us use the microphone. Press the sign by the address and say yes."),
  microphoneBusy: () => gettext("The microphone does not start. Close what else may use it, then try again."),
  microphoneUnsafe: () => gettext("This page can not use a microphone. Choose sound files."),
  staysHere: () => gettext("All of it stays on this computer."),
  goesToWebsite: () => gettext("What you add goes to the website. Your teacher can see it."),

  backgroundNoise: () => gettext("background noise"),
  noiseWhy: () => gettext("Why background noise?"),
  noiseBecause: () =>
    gettext(
      "A room is never quite still. The computer must learn what yours sounds like when no one makes a sound. So record a few clips of just the room.",
    ),

  fromWeb: () => gettext("From the web"),
  fromWebFor: (label: string) => gettext("A picture from the web for %(label)s", { label }),
  webAddress: () => gettext("What is the web address of the picture?"),
  webHow: () => gettext("It starts with https:// and the website gets the picture for you."),
  webGet: () => gettext("Get the picture"),
  webNeeded: () => gettext("Write a web address first, like https://…"),
  webNoPicture: () => gettext("There is no picture that we can use. Look at the address again."),
  webTooLarge: () => gettext("That picture is too big. Look for a smaller one."),

  gettingReady: (done: number, count: number) =>
    ngettext("%(done)s of %(count)s file is ready.", "%(done)s of %(count)s files are ready.", count, {
      done,
    }),
  filesOut: (count: number) => ngettext("%(count)s file stays out:", "%(count)s files stay out:", count),
  fileNoPicture: (file: string) => gettext("%(file)s is no picture that we can show.", { file }),
  fileNoSound: (file: string) => gettext("%(file)s is no sound that we can play.", { file }),
  fileTooLarge: (file: string) => gettext("%(file)s is too big.", { file }),
  fileNoRoom: (file: string) => gettext("%(file)s: there is no more room.", { file }),
  fileProblem: (file: string, sentence: string) => gettext("%(file)s: %(sentence)s", { file, sentence }),
  loudestKept: (count: number) =>
    ngettext(
      "That file is longer than a second. We kept the loudest part.",
      "%(count)s files are longer than a second. We kept the loudest part of each.",
      count,
    ),
  sameHere: (count: number) =>
    ngettext(
      "You have this one already. That is fine, but new ones teach more.",
      "You have %(count)s of these already. That is fine, but new ones teach more.",
      count,
    ),
  nearHere: (count: number) =>
    ngettext(
      "You have one that looks nearly the same. New ones teach more.",
      "%(count)s of these look nearly the same as one that you have. New ones teach more.",
      count,
    ),
  sameIn: (label: string, count: number) =>
    ngettext(
      "You have this one in %(label)s too. That can mix the computer up.",
      "You have %(count)s of these in %(label)s too. That can mix the computer up.",
      count,
      { label },
    ),
  nearIn: (label: string, count: number) =>
    ngettext(
      "One in %(label)s looks nearly the same. That can mix the computer up.",
      "%(count)s of these look nearly the same as one in %(label)s. That can mix the computer up.",
      count,
      { label },
    ),

  picturesAdded: (label: string, count: number) =>
    ngettext("Saved %(count)s picture in %(label)s.", "Saved %(count)s pictures in %(label)s.", count, {
      label,
    }),
  soundsAdded: (label: string, count: number) =>
    ngettext("Saved %(count)s sound in %(label)s.", "Saved %(count)s sounds in %(label)s.", count, {
      label,
    }),
  picturesDeleted: (count: number) =>
    ngettext("You deleted %(count)s picture.", "You deleted %(count)s pictures.", count),
  soundsDeleted: (count: number) =>
    ngettext("You deleted %(count)s sound.", "You deleted %(count)s sounds.", count),
  picturesBack: (count: number) =>
    ngettext("%(count)s picture is back.", "%(count)s pictures are back.", count),
  soundsBack: (count: number) => ngettext("%(count)s sound is back.", "%(count)s sounds are back.", count),
  picturesMoved: (label: string, count: number) =>
    ngettext("%(count)s picture is in %(label)s now.", "%(count)s pictures are in %(label)s now.", count, {
      label,
    }),
  soundsMoved: (label: string, count: number) =>
    ngettext("%(count)s sound is in %(label)s now.", "%(count)s sounds are in %(label)s now.", count, {
      label,
    }),
  movePicturesTo: (count: number) =>
    ngettext("Move %(count)s picture to", "Move %(count)s pictures to", count),
  moveSoundsTo: (count: number) => ngettext("Move %(count)s sound to", "Move %(count)s sounds to", count),
  picturesNotSaved: (count: number) =>
    ngettext("%(count)s picture is not saved yet.", "%(count)s pictures are not saved yet.", count),
  soundsNotSaved: (count: number) =>
    ngettext("%(count)s sound is not saved yet.", "%(count)s sounds are not saved yet.", count),
  letGo: () => gettext("Let it go"),

  tryPictureHow: () => gettext("Show it a new picture. See what it guesses."),
  trySoundHow: () => gettext("Let it hear a new sound. See what it guesses."),
  choosePicture: () => gettext("Choose a picture"),
  chooseSound: () => gettext("Choose a sound"),
  dropPicture: () => gettext("You can drop a picture here too, or paste one."),
  dropSound: () => gettext("You can drop a sound here too."),
  yourPicture: () => gettext("your picture"),
  yourSound: () => gettext("your sound"),
  triedOnWebsite: () => gettext("What you try goes to the website. The website does not keep it."),
  guessComes: () => gettext("Getting ready…"),
};
