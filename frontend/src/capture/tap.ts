/** Runs where a browser makes sound, and hands on what the microphone hears. */

interface Processor {
  readonly port: MessagePort;
}

// What such a script finds there; TypeScript's own library does not know it.
declare const AudioWorkletProcessor: new () => Processor;
declare function registerProcessor(name: string, processor: new () => Processor): void;

/** Samples in one message. The browser brings 128 at a time, too few for a message each. */
const TOGETHER = 1024;

class Tap extends AudioWorkletProcessor {
  private heard = new Float32Array(TOGETHER);
  private length = 0;

  process([inputs]: Float32Array[][]): boolean {
    const samples = inputs?.[0];
    if (samples === undefined) return true;
    this.heard.set(samples, this.length);
    this.length += samples.length;
    if (this.length === TOGETHER) {
      this.port.postMessage(this.heard);
      this.heard = new Float32Array(TOGETHER);
      this.length = 0;
    }
    return true;
  }
}

registerProcessor("tap", Tap);
