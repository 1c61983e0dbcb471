/** Listens to the microphone, from when it is opened until it is closed. */

import { SOUND_RATE } from "../contract/limits.js";
import { loudestSecond } from "../media/clip.js";
import { soundOf } from "../media/sound.js";
import { turnOff, turnOn } from "./devices.js";
import { atRate } from "./rate.js";
import tapAddress from "./tap.ts?worker&url";

/** What is heard first is the press of the button. */
const SKIPPED_SECONDS = 0.15;
/** Longer than a clip: nobody speaks at the very moment of the press. The loudest second is kept. */
const HEARD_SECONDS = 1.6;
/** Quieter than this many decibels below the loudest is shown as silence. */
const QUIETEST = 60;

interface Recording {
  samples: Float32Array;
  heard: number;
  done: (isWhole: boolean) => void;
}

export class Microphone {
  /** Told how loud it is, from 0 to 1, some 40 times a second. */
  onLevel: (level: number) => void = () => undefined;
  /** Told how much of a recording is there, from 0 to 1. */
  onProgress: (share: number) => void = () => undefined;
  /** Told what is heard, `rate` samples a second from -1 to 1, as often. */
  onSound: (samples: Float32Array) => void = () => undefined;
  /** Told that the microphone is there no more, or not for this page. */
  onLost: () => void = () => undefined;
  #recording: Recording | null = null;

  private constructor(
    private readonly stream: MediaStream,
    private readonly context: AudioContext,
  ) {}

  /** Throws `DeviceError`. */
  static async open(): Promise<Microphone> {
    const stream = await turnOn("microphone");
    const context = new AudioContext();
    const microphone = new Microphone(stream, context);
    for (const track of stream.getTracks()) track.addEventListener("ended", () => microphone.onLost());
    try {
      await context.audioWorklet.addModule(tapAddress);
    } catch (fault) {
      microphone.close();
      throw fault;
    }
    const tap = new AudioWorkletNode(context, "tap", { numberOfOutputs: 0, channelCount: 1 });
    tap.port.onmessage = ({ data }: MessageEvent<Float32Array>) => microphone.#hear(data);
    context.createMediaStreamSource(stream).connect(tap);
    await context.resume();
    return microphone;
  }

  /** samples a second */
  get rate(): number {
    return this.context.sampleRate;
  }

  /** A clip of what is heard from now on, with what is loudest in its middle; null when it is closed before. */
  async record(): Promise<Blob | null> {
    const { rate } = this;
    const samples = new Float32Array(Math.round((SKIPPED_SECONDS + HEARD_SECONDS) * rate));
    const isWhole = await new Promise<boolean>((done) => {
      this.#recording = { samples, heard: 0, done };
    });
    if (!isWhole) return null;
    const kept = atRate(samples.subarray(Math.round(SKIPPED_SECONDS * rate)), rate, SOUND_RATE);
    return soundOf(kept, loudestSecond(kept));
  }

  close(): void {
    turnOff(this.stream);
    this.#end(false);
    void this.context.close();
  }

  #hear(samples: Float32Array): void {
    this.onLevel(levelOf(samples));
    this.onSound(samples);
    const recording = this.#recording;
    if (recording === null) return;
    const rest = recording.samples.length - recording.heard;
    recording.samples.set(samples.subarray(0, rest), recording.heard);
    recording.heard = Math.min(recording.samples.length, recording.heard + samples.length);
    this.onProgress(recording.heard / recording.samples.length);
    if (recording.heard === recording.samples.length) this.#end(true);
  }

  #end(isWhole: boolean): void {
    const recording = this.#recording;
    this.#recording = null;
    recording?.done(isWhole);
  }
}

/** How loud samples from -1 to 1 are, from 0 to 1. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(Math.max(power, Number.MIN_VALUE));
  return Math.max(0, Math.min(1, 1 + decibels / QUIETEST));
}
